/** What the Web API asks about blocks and views: are they valid, and if not, what does Slack say. */

import { asObjects, isObject } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import { blockList, type Surface } from './blocks.js';
import { OPTIONS_MAX, option, optionGroup, plainText } from './objects.js';
import { flag, list, object, oneOf, type Rule, text } from './rules.js';

const VIEW_TEXT_MAX = 24;
const PRIVATE_METADATA_MAX = 3000;

/** https://docs.slack.dev/reference/methods/views.open#errors */
export const VIEW_BYTES_MAX = 250 * 1024;

function problems(rule: Rule, value: unknown, pointer: string): string[] {
  const found: string[] = [];
  rule(value, pointer, (message, at) => found.push(`[ERROR] ${message} [json-pointer:${at || '/'}]`));
  return found;
}

/** Slack's messages about the blocks of a message, none when they are valid. */
export function blockProblems(blocks: unknown, surface: Surface = 'message'): string[] {
  return problems(blockList(surface), blocks, '/blocks');
}

/** The answer to what is typed into an external menu; no options at all are as good as some. */
const suggestion = object({
  optional: {
    options: list(option('select'), { max: OPTIONS_MAX }),
    option_groups: list(optionGroup, { max: OPTIONS_MAX }),
  },
});

export function suggestionProblems(answer: unknown): string[] {
  return problems(suggestion, answer, '');
}

function hasInputs(view: JsonObject): boolean {
  return asObjects(view.blocks).some((block) => block.type === 'input');
}

const shared = {
  private_metadata: text({ max: PRIVATE_METADATA_MAX }),
  callback_id: text({ max: 255 }),
  external_id: text({ max: 255 }),
};

const modal = object({
  required: {
    type: oneOf('modal'),
    title: plainText({ max: VIEW_TEXT_MAX }),
    blocks: blockList('modal', 1),
  },
  optional: {
    ...shared,
    close: plainText({ max: VIEW_TEXT_MAX }),
    submit: plainText({ max: VIEW_TEXT_MAX }),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
  also: (view, pointer, report) => {
    if (hasInputs(view) && view.submit === undefined) {
      report('a modal with input blocks must have a submit button', pointer);
    }
  },
});

const home = object({
  required: { type: oneOf('home'), blocks: blockList('home', 1) },
  optional: shared,
});

const VIEWS: Readonly<Record<string, Rule>> = { modal, home };

/** Slack's messages about a view, none when it is valid. */
export function viewProblems(view: unknown, type: 'modal' | 'home'): string[] {
  if (!isObject(view) || view.type === undefined) {
    return [
      '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
      '[ERROR] missing required field: type [json-pointer:/view]',
    ];
  }
  const rule = view.type === type ? VIEWS[type] : undefined;
  if (!rule) return [`[ERROR] must be of type ${type} [json-pointer:/view/type]`];
  return problems(rule, view, '/view');
}
