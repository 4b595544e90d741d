/** Hears everything that gets out of the desk by itself, and judges it at the moment at which it is said. */
import type { PostContent } from '../../src/domain/post-content.js';
import { createLog } from '../../src/logger.js';
import type { Log } from '../../src/services/desk.js';
import type { PostCarrier } from '../../src/services/posts/post-carrier.js';
import { renderPost } from '../../src/slack/blocks/render-post.js';
import { createTestCarrier, type TestCarrier } from '../support/carrier.js';
import {
  DAILY_ROOM,
  DIGEST_ROOM,
  type Mark,
  type Model,
  type ModelTicket,
  mayBeNamed,
  mayBeSaid,
  mayStand,
  mayStandNamed,
} from './oracle.js';

export const WORKSPACE_URL = 'https://acme.slack.com/';

/** What went wrong, how often marks were rightly shown, and the kinds of posts that were said. */
export type Heard = { leaks: string[]; shown: { said: number; read: number }; kinds: Set<string> };

export function textOf(shown: unknown): string {
  return JSON.stringify(shown, (_key, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
}

export const marksIn = ({ marks }: Model, text: string): Mark[] =>
  text.includes('MARK') ? marks.filter(({ mark }) => text.includes(mark)) : [];

export const ticketsIn = ({ tickets }: Model, text: string): ModelTicket[] =>
  tickets.filter(({ number }) => new RegExp(`(?<![A-Z0-9-])${number}(?![0-9])`).test(text));

export const erasedIn = ({ people }: Model, text: string): string[] =>
  [...people.values()]
    .filter(({ isErased, shownName }) => isErased && text.includes(shownName))
    .map(({ shownName }) => shownName);

export type Ears = {
  carrier: PostCarrier;
  /** Slack refuses the next so many calls of this sort. */
  refuseNext: TestCarrier['failNext'];
  /** Looks at everything that has been said and not taken out. */
  lookAround(): void;
};

export function openEars(model: Model, { leaks, shown, kinds }: Heard): Ears {
  const carrier = createTestCarrier();
  const rendered = (content: PostContent) => {
    // What a file is called stands at the file, and in no block.
    const file = content.kind === 'carried_file' ? content.file.name : '';
    return textOf(renderPost(content, { workspaceUrl: WORKSPACE_URL })) + file;
  };
  const judge = (place: string, content: PostContent) => {
    const text = rendered(content);
    const by = `in ${place} by ${content.kind}`;
    for (const mark of marksIn(model, text)) {
      if (mayBeSaid(model, place, mark)) shown.said += 1;
      else leaks.push(`${mark.mark} was said ${by}`);
    }
    for (const ticket of ticketsIn(model, text)) {
      if (!mayBeNamed(model, place, ticket)) leaks.push(`${ticket.number} was named ${by}`);
    }
    for (const name of erasedIn(model, text)) leaks.push(`${name} was said ${by}`);
    if (content.kind === 'alert_digest' && content.more > 0 && content.lines.length < DIGEST_ROOM) {
      leaks.push(`${content.more} that it does not show were counted ${by}`);
    }
    if (content.kind === 'daily_digest' && content.more > 0 && content.tickets.length < DAILY_ROOM) {
      leaks.push(`${content.more} tickets that it does not show were counted ${by}`);
    }
    kinds.add(content.kind);
  };
  return {
    carrier: {
      ...carrier,
      post: (message) => {
        judge(message.slackChannelId, message.content);
        return carrier.post(message);
      },
      update: (message) => {
        judge(message.slackChannelId, message.content);
        return carrier.update(message);
      },
    },
    refuseNext: carrier.failNext,
    lookAround: () => {
      for (const { slackChannelId, content } of carrier.messages) {
        leaks.push(...standing(model, slackChannelId, content.kind, rendered(content)));
      }
    },
  };
}

/** What still stands in a place, and may not. */
function standing(model: Model, place: string, kind: string, text: string): string[] {
  const marks = marksIn(model, text).filter((mark) => !mayStand(model, place, mark));
  const tickets = ticketsIn(model, text).filter((ticket) => !mayStandNamed(model, place, ticket));
  const isUnknown = model.rooms.get(place)?.isUnknown === true;
  const rest = isUnknown ? [] : [...tickets.map(({ number }) => number), ...erasedIn(model, text)];
  return [...marks.map(({ mark }) => mark), ...rest].map(
    (words) => `${words} still stands in ${place} by ${kind}`,
  );
}

/** The log as it is written, which nobody's words and names may get into. */
export function listeningLog(model: Model, leaks: string[]): Log {
  return createLog('trace', {
    write: (line) => {
      for (const { mark } of marksIn(model, line)) leaks.push(`${mark} was logged`);
      for (const { shownName } of model.people.values()) {
        if (line.includes(shownName)) leaks.push(`${shownName} was logged`);
      }
    },
  });
}
