/** Block Kit in a message, a modal or a Home: what only shows is rendered by a library, what can be used is our own. */
import './block-kit.css';
import type { ComponentType } from 'react';
import type { JsonObject, Values } from '../../live/protocol.js';
import { asObject, asObjects, asText, isObject, wordsOf } from '../../workspace/json.js';
import { Boundary } from '../boundary.js';
import type { Target, Within } from './acting.js';
import { DataTable } from './data-table.js';
import { Element } from './elements/element.js';
import { InputBlock } from './input-block.js';
import { isLightMarkdown } from './light-markdown.js';
import { PlainText } from './plain-text.js';
import { Rendered } from './rendered.js';

export type BlocksProps = {
  blocks: readonly JsonObject[];
  target: Target;
  values: Values;
  errors?: { readonly [blockId: string]: string };
  kind: 'message' | 'modal' | 'home';
};

type BlockProps = { block: JsonObject; within: Within; error: string | undefined };

function Section({ block, within }: BlockProps) {
  const { accessory, ...shown } = block;
  return (
    <div className="kit-section">
      <div className="kit-section-text">
        <SectionText block={shown} />
      </div>
      {isObject(accessory) &&
        (accessory.type === 'image' ? (
          <Picture image={accessory} />
        ) : (
          <Element element={accessory} within={within} label={wordsOf(block.text)} />
        ))}
    </div>
  );
}

/** The library reads marks in plain text, too; Slack does not. */
function SectionText({ block }: { block: JsonObject }) {
  const fields = asObjects(block.fields);
  const isPlain = asObject(block.text).type === 'plain_text';
  const hasText = isObject(block.text);
  return (
    <>
      {hasText &&
        (isPlain ? (
          <PlainText text={block.text} />
        ) : (
          <Rendered block={{ type: 'section', text: block.text }} />
        ))}
      {fields.length > 0 && (
        <div className="kit-fields">
          {fields.map((field, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields have no name but their place
            <SectionText key={place} block={{ text: field }} />
          ))}
        </div>
      )}
    </>
  );
}

function Header({ block }: BlockProps) {
  return (
    <h3 className="kit-header">
      <PlainText text={block.text} />
    </h3>
  );
}

function Context({ block }: BlockProps) {
  return (
    <div className="kit-context">
      {asObjects(block.elements).map((element, place) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements of a context have no name but their place
          <Picture key={place} image={element} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <SectionText key={place} block={{ text: element }} />
        ),
      )}
    </div>
  );
}

function Actions({ block, within }: BlockProps) {
  return (
    <div className="kit-actions">
      {asObjects(block.elements).map((element) => (
        <Element key={asText(element.action_id)} element={element} within={within} />
      ))}
    </div>
  );
}

/** The page loads nothing from elsewhere, so a picture is its words here, as a screen reader has it. */
function Picture({ image }: { image: JsonObject }) {
  return (
    <span className="kit-picture" role="img" aria-label={asText(image.alt_text)}>
      🖼 {asText(image.alt_text)}
    </span>
  );
}

/** What is too much to be read stands there as it was written. */
function Markdown({ block }: BlockProps) {
  if (isLightMarkdown(asText(block.text))) return <Rendered block={block} />;
  return <p className="plain-text">{asText(block.text)}</p>;
}

const BLOCKS: Readonly<Record<string, ComponentType<BlockProps>>> = {
  section: Section,
  header: Header,
  divider: () => <hr className="kit-divider" />,
  context: Context,
  actions: Actions,
  input: (props) => <InputBlock {...props} within={{ ...props.within, isInput: true }} />,
  image: ({ block }) => <Picture image={block} />,
  rich_text: ({ block }) => <Rendered block={block} />,
  table: ({ block }) => <Rendered block={block} />,
  data_table: DataTable,
  markdown: Markdown,
};

function Unknown({ block }: BlockProps) {
  return (
    <p className="kit-unknown">{`The playground does not show blocks of the type ${asText(block.type)}.`}</p>
  );
}

export function Blocks({ blocks, target, values, errors = {}, kind }: BlocksProps) {
  return (
    <div className={`kit kit-in-${kind}`}>
      {blocks.map((block, place) => {
        const blockId = asText(block.block_id);
        const Shown = BLOCKS[asText(block.type)] ?? Unknown;
        const within = { target, blockId, values, isInput: false };
        return (
          <Boundary key={blockId || place} what="this block" of={block}>
            <Shown block={block} within={within} error={errors[blockId]} />
          </Boundary>
        );
      })}
    </div>
  );
}
