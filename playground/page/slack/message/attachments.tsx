/** What hangs below a message: forwarded messages, previews of links, attachments of apps. */

import type { JsonObject, ShownMessage } from '../../../live/protocol.js';
import { asObject, asObjects, asText } from '../../../workspace/json.js';
import { Blocks } from '../../block-kit/blocks.js';
import { Mrkdwn } from '../../block-kit/mrkdwn.js';
import { isAddress } from '../../block-kit/mrkdwn-atoms.js';
import { useSeat } from '../../seat.js';
import { momentOf, tsMs } from '../../times.js';
import { Icon } from '../icons.js';
import './attachments.css';

type Props = { attachment: JsonObject; message: ShownMessage };

export function Attachments({ message }: { message: ShownMessage }) {
  return message.attachments.map((attachment, place) => {
    const Shown = attachment.is_share === true || attachment.is_msg_unfurl === true ? Forwarded : Plain;
    // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no name but their place
    return <Shown key={place} attachment={attachment} message={message} />;
  });
}

/** In a copy nothing can be pressed. */
function withoutControls(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks
    .filter(({ type }) => type !== 'actions' && type !== 'input')
    .map(({ accessory, ...block }) => block);
}

function Forwarded({ attachment, message }: Props) {
  const { me, nowMs, openPlace } = useSeat();
  const { channel_id: channelId, ts, footer } = attachment;
  const copied = asObjects(attachment.message_blocks).flatMap((one) =>
    asObjects(asObject(one.message).blocks),
  );
  const target = { channel: message.channelId, ts: message.ts };
  return (
    <blockquote className="attachment" aria-label={`forwarded message of ${asText(attachment.author_name)}`}>
      <div className="attachment-author">{asText(attachment.author_name)}</div>
      {copied.length > 0 ? (
        <Blocks blocks={withoutControls(copied)} target={target} values={{}} kind="message" />
      ) : (
        <Mrkdwn text={asText(attachment.text)} />
      )}
      {asObjects(attachment.files).map((file) => (
        <p key={asText(file.id)} className="file-name">
          <Icon name="file" /> <bdi>{asText(file.name)}</bdi>
        </p>
      ))}
      <p className="attachment-foot">
        <bdi>{asText(footer)}</bdi>{' '}
        {typeof ts === 'string' && <time>{momentOf(tsMs(ts), nowMs, me.tz)}</time>}{' '}
        {typeof channelId === 'string' && typeof ts === 'string' && (
          <button type="button" className="link" onClick={() => openPlace(channelId, ts)}>
            View message
          </button>
        )}
      </p>
    </blockquote>
  );
}

function colorOf(attachment: JsonObject): string | undefined {
  const color = asText(attachment.color).replace(/^#/, '');
  return /^[0-9a-f]{6}$/i.test(color) ? `#${color}` : undefined;
}

function Plain({ attachment, message }: Props) {
  const target = { channel: message.channelId, ts: message.ts };
  const title = asText(attachment.title);
  const link = asText(attachment.title_link);
  const blocks = asObjects(attachment.blocks);
  return (
    <blockquote className="attachment" style={{ borderColor: colorOf(attachment) }}>
      {title !== '' && (
        <div className="attachment-author">
          {isAddress(link) ? (
            <a href={link} target="_blank" rel="noreferrer">
              {title}
            </a>
          ) : (
            title
          )}
        </div>
      )}
      <Mrkdwn text={asText(attachment.pretext)} />
      {blocks.length > 0 ? (
        <Blocks blocks={blocks} target={target} values={message.chosen} kind="message" />
      ) : (
        <Mrkdwn text={asText(attachment.text) || asText(attachment.fallback)} />
      )}
    </blockquote>
  );
}
