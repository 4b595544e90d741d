/** Whatever comes from outside is read or refused by every reader: none throws anything else, and none takes for ever. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { defuse, escapeText, toPlainText, truncateMrkdwn } from '../../src/domain/mrkdwn.js';
import { answerLine } from '../../src/domain/sla/checking/answer-lines.js';
import { parseExceptions, parseHolidays } from '../../src/domain/sla/written-dates.js';
import { parseDuration } from '../../src/domain/sla/written-durations.js';
import { parseHours } from '../../src/domain/sla/written-hours.js';
import { parsePercents } from '../../src/domain/sla/written-percents.js';
import { isOnlyThanks } from '../../src/domain/thanks.js';
import { visibleText } from '../../src/domain/visible-text.js';
import { isUserError } from '../../src/errors.js';
import { readIcs } from '../../src/holidays/read-ics.js';
import { commandToBot, parseTicketCommand } from '../../src/slack/commands/grammar.js';
import { parseDeskCommand } from '../../src/slack/commands/grammar-desk.js';
import { parseListQuery } from '../../src/slack/commands/grammar-list.js';
import { parseProjectCommand } from '../../src/slack/commands/grammar-project.js';
import { TICKET_TOPICS } from '../../src/slack/commands/grammar-usage.js';
import { parseMessageEvent, parseThreadMessage } from '../../src/slack/events/parse-message.js';
import {
  commandSchema,
  readAction,
  readShortcut,
  readView,
  suggestionSchema,
} from '../../src/slack/payloads.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';

const BOT = { userId: 'UBOT', botId: 'BBOT', teamId: 'T1' };
const PLACE = { channel: 'C1', channelType: null };

const TEXT_READERS: Record<string, (text: string) => unknown> = {
  '/ticket': (text) => parseTicketCommand(text),
  '/project': parseProjectCommand,
  '/desk': parseDeskCommand,
  'a mention': (text) => commandToBot(`<@UBOT> ${text}`, 'UBOT'),
  'filters of a list': parseListQuery,
  hours: parseHours,
  'a duration': (text) => parseDuration(text, 28_800),
  percentages: parsePercents,
  holidays: parseHolidays,
  'closures and openings': parseExceptions,
  'a calendar file': (text) => readIcs(text, 2026),
  'a line of cases': answerLine,
  thanks: isOnlyThanks,
  'mrkdwn to be shown': (text) => truncateMrkdwn(defuse(text), 300) + toPlainText(text) + escapeText(text),
  'visible text': visibleText,
};

const JSON_READERS: Record<string, (value: unknown) => unknown> = {
  'an event': (value) => parseMessageEvent(value, BOT),
  'a message of a thread': (value) => parseThreadMessage(value, PLACE, BOT),
  'a press': readAction,
  'a shortcut': readShortcut,
  'a form': readView,
  'a command': (value) => commandSchema.parse(value),
  'what was typed into a menu': (value) => suggestionSchema.parse(value),
};

/** Words that mean something, between words that mean nothing. */
const TYPED = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...TICKET_TOPICS,
        ...Object.values(HOSTILE_TEXTS),
        'IT-42',
        '<@U1|ana>',
        'priority:high',
        'updated:&lt;2026-11-01',
        '09:00-17:00',
        '80%',
      ),
      fc.constantFrom(
        'BEGIN:VEVENT\r\n',
        'RRULE:FREQ=SECONDLY\r\n',
        '2026-12-24 closed 12:00-24:00',
        '{"op":"add"',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' '));

/** As deep as Slack's, with its members' names. */
const PAYLOAD = fc.dictionary(
  fc.constantFrom(
    'type',
    'user',
    'id',
    'ts',
    'thread_ts',
    'channel',
    'message',
    'subtype',
    'text',
    'files',
    'actions',
    'view',
    'state',
    'edited',
    'blocks',
    'previous_message',
    'value',
    'values',
    'private_metadata',
    'response_url',
    'trigger_id',
  ),
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('message', 'message_changed', '1700000000.000100', 'C1', 'U1'),
  ),
);

async function isReadOrRefused(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!isUserError(error) && !(error instanceof ZodError)) throw error;
  }
}

describe('whatever is typed', () => {
  it.each(Object.entries(TEXT_READERS))('is read or refused as %s', async (_name, read) => {
    await fc.assert(
      fc.asyncProperty(TYPED, (text) => isReadOrRefused(() => read(text))),
      { numRuns: 120, seed: 7 },
    );
  });

  it.each(Object.entries(TEXT_READERS))(
    'is read as %s in a moment, however long and odd',
    async (_name, read) => {
      for (const piece of [
        '<',
        '<@',
        '<!',
        '&lt;',
        '`',
        '*_~',
        ' ',
        '\n',
        '0',
        '1h ',
        '9:00-',
        'a-',
        '-1',
        '(',
        '"',
        '\u0301',
        '\u202e',
        ':a:',
        'x|',
        '\r\n ',
        ';:=',
      ]) {
        const startedMs = performance.now();
        await isReadOrRefused(() => read(piece.repeat(40_000 / piece.length)));
        expect(performance.now() - startedMs, JSON.stringify(piece)).toBeLessThan(SLOW_MS);
      }
    },
  );
});

/** Far more than any reader needs for a message of Slack's length, and far less than a pattern that backtracks takes. */
const SLOW_MS = 2_000;

describe('whatever is delivered', () => {
  it.each(Object.entries(JSON_READERS))('is read or refused as %s', async (_name, read) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(PAYLOAD, fc.jsonValue()), (value) => isReadOrRefused(() => read(value))),
      { numRuns: 200, seed: 7 },
    );
  });
});
