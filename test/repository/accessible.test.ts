/** What the code says anywhere: no emoji that stands for words, no image without a description, no time in the server's own zone. */
import { describe, expect, it } from 'vitest';
import { listFiles, readText } from './read-repository.js';

const sources = listFiles('src/slack')
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readText(path).replace(/\/\*[\s\S]*?\*\//g, '') }));

/** Literals in quotes of any kind; of a template, with what is filled in. */
const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const EMOJI = /(?<=^|[\s'"`}>])(?::[a-z][a-z0-9_+-]*:|\p{Extended_Pictographic})(?=$|[\s'"`.,$])/gu;

it('every emoji has words beside it in what is said: nobody has to see it to know', () => {
  const lonely = sources.flatMap(({ path, text }) =>
    (text.match(LITERAL) ?? [])
      .filter((literal) => literal.match(EMOJI) !== null && !/\p{L}{2,}/u.test(literal.replace(EMOJI, '')))
      .map((literal) => `${path}: ${literal}`),
  );
  expect(lonely).toEqual([]);
});

it('an image is described', () => {
  const undescribed = sources.filter(({ text }) => /type: 'image'/.test(text) && !/alt_text: /.test(text));
  expect(undescribed.map(({ path }) => path)).toEqual([]);
});

describe('times', () => {
  /** Why each writes one itself. */
  const WRITES_TIMES: Record<string, string> = {
    'src/slack/blocks/ticket-words.ts': 'what old clients show in the place of a date of Slack',
    'src/slack/blocks/zone-words.ts': 'a ledger is about a calendar, and tells its zone and UTC',
    'src/slack/modals/redact.ts': 'choices of a menu are plain text, in which Slack formats no date',
    'src/slack/modals/responses.ts': 'not shown: what the form was opened over',
    'src/slack/commands/export-tickets.ts': "a file's name",
    'src/slack/ticket-csv.ts': 'a cell of a file, in UTC as its heading says',
  };

  it('are formatted by Slack for whoever reads them, but where that is not possible', () => {
    const writers = sources
      .filter(({ text }) => /toISOString|toLocale(?:Date|Time)|DateTimeFormat/.test(text))
      .map(({ path }) => path);
    expect(writers).toEqual(Object.keys(WRITES_TIMES).sort());
  });
});
