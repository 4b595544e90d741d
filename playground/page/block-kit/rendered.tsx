/** Blocks and texts that only show something, rendered by `slack-blocks-to-jsx`: rich text, mentions, dates, tables. */
import { createContext, memo, type ReactNode, useContext } from 'react';
import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';
import type { JsonObject } from '../../live/protocol.js';
import { asObject, asText } from '../../workspace/json.js';
import { slackDate } from '../../workspace/slack-date.js';
import { type Seat, useSeat } from '../seat.js';
import { emojiOf } from './emoji.js';
import { isAddress, isInstant } from './mrkdwn-atoms.js';
import { readMrkdwn } from './read-mrkdwn.js';

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

const TailContext = createContext<ReactNode>(null);

/** The library goes on with the first hooks and names that it is given, so what may change is asked for by whatever they draw. */
const HOOKS: NonNullable<MessageProps['hooks']> = {
  user: ({ id, name }) => <User id={id} name={name} />,
  channel: ({ id, name }) => (id === TAIL_ID ? <Tail /> : <Channel id={id} name={name} />),
  date: ({ timestamp, format, fallback }) =>
    isInstant(Number(timestamp)) ? (
      <SlackDate seconds={Number(timestamp)} pattern={format} />
    ) : (
      fallback || timestamp
    ),
  // The library drops the colons of what is no emoji: `10:00: late` lost its minutes.
  emoji: ({ name }) => emojiOf(name),
  link: ({ href, children }) => <Link href={href}>{children}</Link>,
};

type Named = { id: string; name: string };

function Tail() {
  return useContext(TailContext);
}

function User({ id, name }: Named) {
  const found = useSeat().lobby.people.find((person) => person.id === id);
  return <span className="mention">@{found?.name ?? name}</span>;
}

function Channel({ id, name }: Named) {
  const { channels, openPlace } = useSeat();
  const found = channels.find((channel) => channel.id === id);
  return (
    <button type="button" className="mention" onClick={() => openPlace(id)}>
      #{found?.name ?? name}
    </button>
  );
}

function SlackDate({ seconds, pattern }: { seconds: number; pattern: string }) {
  const { me, nowMs } = useSeat();
  return (
    <time dateTime={new Date(seconds * 1000).toISOString()}>
      {slackDate(seconds, pattern, { timeZone: me.tz, nowMs })}
    </time>
  );
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  const seat = useSeat();
  if (!isAddress(href)) return children;
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
}

const Memoized = memo(function Memoized({ json }: { json: string }) {
  const blocks = [JSON.parse(json)] as Block[];
  return <Message withoutWrapper theme="light" name="" logo="" blocks={blocks} hooks={HOOKS} />;
});

/** A text in mrkdwn as rich text; anything else as it is. */
function forLibrary(block: JsonObject): JsonObject {
  const { type, text } = asObject(block.text);
  return type === 'mrkdwn' ? { type: 'rich_text', elements: readMrkdwn(asText(text)) } : block;
}

/** One block that has nothing to press. */
export function Rendered({ block, tail = null }: { block: JsonObject; tail?: ReactNode }) {
  return (
    <TailContext value={tail}>
      <Memoized json={JSON.stringify(forLibrary(block))} />
    </TailContext>
  );
}
