/** Blocks and texts that only show something, rendered by `slack-blocks-to-jsx`: marks, mentions, dates, tables. */
import { memo, type ReactNode, useMemo } from 'react';
import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';
import type { JsonObject, Lobby } from '../../live/protocol.js';
import { slackDate } from '../../workspace/slack-date.js';
import { type Seat, useSeat } from '../seat.js';
import { emojiOf } from './emoji.js';

type Hooks = NonNullable<MessageProps['hooks']>;
type Data = NonNullable<MessageProps['data']>;

/** A permalink of this workspace: `/archives/C0123/p1767690000000100`. */
const PERMALINK = /\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?(?:\?|$)/;

function followLink(href: string, seat: Seat): (() => void) | null {
  const [, channelId, seconds, micros] = PERMALINK.exec(href) ?? [];
  if (channelId === undefined) return null;
  return () => seat.openPlace(channelId, seconds === undefined ? undefined : `${seconds}.${micros}`);
}

const TAIL_ID = 'TAIL';

/** Where this stands in a text, the `tail` is drawn: the library has no other way of putting something behind the last words. */
export const TAIL = `<#${TAIL_ID}>`;

function hooksOf(seat: Seat, tail: ReactNode): Hooks {
  return {
    user: ({ id, name }) => <span className="mention">@{name || id}</span>,
    channel: ({ id, name }) =>
      id === TAIL_ID ? (
        tail
      ) : (
        <button type="button" className="mention" onClick={() => seat.openPlace(id)}>
          #{name || id}
        </button>
      ),
    date: ({ timestamp, format }) => (
      <time dateTime={new Date(Number(timestamp) * 1000).toISOString()}>
        {slackDate(Number(timestamp), format, { timeZone: seat.me.tz, nowMs: seat.nowMs })}
      </time>
    ),
    // The library drops the colons of what is no emoji: `10:00: late` lost its minutes.
    emoji: ({ name }) => emojiOf(name),
    link: ({ href, children }) => {
      const follow = followLink(href, seat);
      if (follow === null) {
        return (
          <a href={href} target="_blank" rel="noreferrer">
            {children}
          </a>
        );
      }
      const stay = (event: { preventDefault(): void }) => {
        event.preventDefault();
        follow();
      };
      return (
        <a href={href} onClick={stay}>
          {children}
        </a>
      );
    },
  };
}

function dataOf(lobby: Lobby, seat: Seat): Data {
  return {
    users: lobby.people.map(({ id, name }) => ({ id, name })),
    channels: seat.channels.map(({ id, name }) => ({ id, name })),
  };
}

/** Dates say `today` by the minute, not by the second: nothing is rendered anew in between. */
const MINUTE_MS = 60_000;

const Memoized = memo(
  function Memoized({ json, data, hooks }: { json: string; data: Data; hooks: Hooks; mark: string }) {
    const blocks = [JSON.parse(json)] as Block[];
    return <Message withoutWrapper theme="light" name="" logo="" blocks={blocks} data={data} hooks={hooks} />;
  },
  (before, after) => before.json === after.json && before.mark === after.mark,
);

/** To Slack `verbatim` says that nothing more is to be made a link; the library takes it for "no marks at all". */
function withoutVerbatim(key: string, value: unknown): unknown {
  return key === 'verbatim' ? undefined : value;
}

/** One block that has nothing to press. */
export function Rendered({ block, tail }: { block: JsonObject; tail?: ReactNode }) {
  const seat = useSeat();
  const minute = Math.floor(seat.nowMs / MINUTE_MS);
  const mark = `${seat.as} ${minute} ${seat.channels.length}`;
  const data = useMemo(() => dataOf(seat.lobby, seat), [seat]);
  return (
    <Memoized
      json={JSON.stringify(block, withoutVerbatim)}
      data={data}
      hooks={hooksOf(seat, tail)}
      mark={mark}
    />
  );
}
