/** Block Kit's blocks with their limits and the surfaces they may stand on: https://docs.slack.dev/reference/block-kit/blocks */

import { asObjects, asText, codePoints, isObject } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import { checkImageSource, contextText, ELEMENTS, imageElement } from './elements.js';
import { anyText, id, plainText, url } from './objects.js';
import {
  anything,
  byType,
  flag,
  list,
  noDuplicates,
  object,
  oneOf,
  type Report,
  type Rule,
  type Shape,
  text,
} from './rules.js';
import { TABLES } from './tables.js';

export type Surface = 'message' | 'modal' | 'home';

const BLOCKS_MAX: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

const SECTION = { textMax: 3000, fieldsMax: 10, fieldMax: 2000 } as const;
const HEADER_MAX = 150;
const CONTEXT_ELEMENTS_MAX = 10;
const ACTIONS_ELEMENTS_MAX = 25;
const LABEL_MAX = 2000;
const IMAGE = { altMax: 2000, titleMax: 2000 } as const;
const MARKDOWN_MAX = 12_000;
const VIDEO = { textMax: 200, authorMax: 50 } as const;

const NOT_IN_ACTIONS = new Set([
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'file_input',
]);
const ACTIONS = Object.keys(ELEMENTS).filter((type) => !NOT_IN_ACTIONS.has(type));
const INPUTS = Object.keys(ELEMENTS).filter((type) => type !== 'button' && type !== 'overflow');

function block(type: string, shape: Shape): Rule {
  return object({
    required: { type: oneOf(type), ...shape.required },
    optional: { block_id: id, ...shape.optional },
    ...(shape.also ? { also: shape.also } : {}),
  });
}

const accessory = byType(() => ({ ...ELEMENTS, image: imageElement }), [...ACTIONS, 'image']);

const contextElement: Rule = (value, pointer, report) => {
  const rule = isObject(value) && value.type === 'image' ? imageElement : contextText;
  rule(value, pointer, report);
};

function checkSection(section: JsonObject, pointer: string, report: Report): void {
  if (section.text === undefined && section.fields === undefined) {
    report('must provide either text or fields', pointer);
  }
}

const RICH_TEXT_ELEMENTS = [
  'rich_text_section',
  'rich_text_list',
  'rich_text_preformatted',
  'rich_text_quote',
];

/** Rich text is checked loosely: its outer elements, not the runs of text inside them. */
const richTextElement: Rule = (value, pointer, report) => {
  if (!isObject(value) || !RICH_TEXT_ELEMENTS.includes(asText(value.type))) {
    report(`must be one of: ${RICH_TEXT_ELEMENTS.join(', ')}`, `${pointer}/type`);
  } else if (!Array.isArray(value.elements)) report('missing required field: elements', pointer);
};

const BLOCKS: Readonly<Record<string, Rule>> = {
  section: block('section', {
    optional: {
      text: anyText({ max: SECTION.textMax }),
      fields: list(anyText({ max: SECTION.fieldMax }), { min: 1, max: SECTION.fieldsMax }),
      accessory,
      expand: flag,
    },
    also: checkSection,
  }),
  header: block('header', { required: { text: plainText({ max: HEADER_MAX }) } }),
  divider: block('divider', {}),
  context: block('context', {
    required: { elements: list(contextElement, { min: 1, max: CONTEXT_ELEMENTS_MAX }) },
  }),
  actions: block('actions', {
    required: {
      elements: list(
        byType(() => ELEMENTS, ACTIONS),
        { min: 1, max: ACTIONS_ELEMENTS_MAX },
      ),
    },
  }),
  input: block('input', {
    required: { label: plainText({ max: LABEL_MAX }), element: byType(() => ELEMENTS, INPUTS) },
    optional: { hint: plainText({ max: LABEL_MAX }), optional: flag, dispatch_action: flag },
  }),
  image: block('image', {
    required: { alt_text: text({ min: 1, max: IMAGE.altMax }) },
    optional: { image_url: url, slack_file: anything, title: plainText({ max: IMAGE.titleMax }) },
    also: checkImageSource,
  }),
  markdown: block('markdown', { required: { text: text({ min: 1, max: MARKDOWN_MAX }) } }),
  rich_text: block('rich_text', { required: { elements: list(richTextElement) } }),
  video: block('video', {
    required: {
      alt_text: text({ min: 1, max: VIDEO.textMax }),
      title: plainText({ max: VIDEO.textMax }),
      thumbnail_url: url,
      video_url: url,
    },
    optional: {
      author_name: text({ max: VIDEO.authorMax }),
      description: plainText({ max: VIDEO.textMax }),
      provider_icon_url: url,
      provider_name: text({ max: VIDEO.authorMax }),
      title_url: url,
    },
  }),
  table: block('table', TABLES.table),
  data_table: block('data_table', TABLES.data_table),
};

const EVERYWHERE = [
  'section',
  'header',
  'divider',
  'context',
  'actions',
  'input',
  'image',
  'rich_text',
  'video',
];

const ALLOWED: Readonly<Record<Surface, readonly string[]>> = {
  message: [...EVERYWHERE, 'markdown', 'table', 'data_table'],
  modal: EVERYWHERE,
  home: EVERYWHERE,
};

function checkActionIds(blocks: readonly JsonObject[], pointer: string, report: Report): void {
  for (const [index, one] of blocks.entries()) {
    const ids = asObjects(one.elements).map((element) => element.action_id);
    noDuplicates(ids, 'action_id', `${pointer}/${index}/elements`, report);
  }
}

/** At most one table, and 12,000 characters of markdown, in one message. */
function checkMessageTotals(blocks: readonly JsonObject[], pointer: string, report: Report): void {
  const markdown = blocks.filter((one) => one.type === 'markdown');
  const total = markdown.reduce((sum, one) => sum + codePoints(asText(one.text)), 0);
  if (markdown.length > 1 && total > MARKDOWN_MAX) {
    report(`must be less than ${MARKDOWN_MAX + 1} characters of markdown in total`, pointer);
  }
  const tables = blocks.filter((one) => one.type === 'table' || one.type === 'data_table');
  if (tables.length > 1) report('only one table allowed', pointer);
}

/** Checks a list of blocks for a surface; `min` is 1 for views. */
export function blockList(surface: Surface, min = 0): Rule {
  const items = list(
    byType(() => BLOCKS, ALLOWED[surface]),
    { min, max: BLOCKS_MAX[surface] },
  );
  return (value, pointer, report) => {
    items(value, pointer, report);
    const blocks = asObjects(value);
    noDuplicates(
      blocks.map((one) => one.block_id),
      'block_id',
      pointer,
      report,
    );
    checkActionIds(blocks, pointer, report);
    if (surface === 'message') checkMessageTotals(blocks, pointer, report);
  };
}
