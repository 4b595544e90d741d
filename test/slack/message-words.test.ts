/** What a message says, with what is forwarded in it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleOf } from '../../src/services/opening/create-from-message.js';
import { messageWords, WORDS_MAX } from '../../src/slack/message-words.js';
import { readShortcut } from '../../src/slack/payloads.js';
import { PREVIEW, shared } from './events/slack-events.js';

const QUOTED =
  '&gt; The VPN is down\n&gt; — <@U0CLEO|Cleo>, <https://acme.slack.com/archives/C0GEN/p1613632000000100|original message>';

describe('the words of a message', () => {
  it.each([
    ['its own', { text: 'Hello' }, 'Hello'],
    ['none', {}, ''],
    ['a share without words of its own', { text: '', attachments: [shared()] }, QUOTED],
    [
      'a share with words of its own',
      { text: 'Same here', attachments: [shared()] },
      `Same here\n\n${QUOTED}`,
    ],
    ['two shares', { text: '', attachments: [shared(), shared()] }, `${QUOTED}\n\n${QUOTED}`],
    ['a preview of a page', { text: 'See', attachments: [PREVIEW] }, 'See'],
    [
      'a preview of a link to a message, which is no share',
      { text: 'See', attachments: [shared({ is_share: undefined })] },
      'See',
    ],
    ['a share and a preview', { text: '', attachments: [PREVIEW, shared()] }, QUOTED],
    ['a malformed attachment', { text: 'Hello', attachments: [null, { is_share: 'true' }, 7] }, 'Hello'],
    [
      'a malformed part of a share',
      { attachments: [shared({ author_id: 7, from_url: [], files: 'x' })] },
      '&gt; The VPN is down\n&gt; — Cleo',
    ],
  ])('%s', (_name, message, words) => {
    expect(messageWords(message)).toBe(words);
  });
});

describe('a quotation', () => {
  const lines = (more: object) =>
    messageWords({ attachments: [shared({ from_url: null, ...more })] }).split('\n');

  it.each([
    [
      'several lines, whatever ends them',
      { text: 'one\r\ntwo\n\nthree\rfour' },
      ['one', 'two', '', 'three', 'four'],
    ],
    [
      'the names of files',
      { files: [{ name: 'a.png' }, { title: 'b' }, {}] },
      ['The VPN is down', '(a.png, b, a file)'],
    ],
    ['files alone', { text: '', files: [{ name: 'a<!here>\n.png' }] }, ['(a&lt;!here&gt; .png)']],
    ['an app that says it in blocks', { text: '', fallback: 'Disk full' }, ['Disk full']],
    ['nothing that can be read', { text: '', fallback: '' }, []],
  ])('of %s', (_name, more, quoted) => {
    expect(lines(more)).toEqual([...quoted, '— <@U0CLEO|Cleo>'].map((line) => `&gt; ${line}`));
  });

  it.each([
    ['a person', {}, '— <@U0CLEO|Cleo>'],
    ['somebody whose name is not told', { author_name: null }, '— <@U0CLEO>'],
    ['somebody whose name would ring', { author_name: 'C|l"e\\o> <!here>' }, '— <@U0CLEO|Cleo !here>'],
    ['an app', { author_id: 'B0CI', author_name: 'CI' }, '— CI'],
    ['nobody', { author_id: null, author_name: ' ' }, '— an app'],
    [
      'a name that would ring',
      { author_id: null, author_name: '<!channel>\n<@U1>' },
      '— &lt;!channel&gt; &lt;@U1&gt;',
    ],
    ['an id that is none', { author_id: 'U1> <!here', author_name: 'Eve' }, '— Eve'],
    ['a link that is none', { from_url: 'https://x|y> <!here>' }, '— <@U0CLEO|Cleo>'],
    ['a link to somewhere that is run', { from_url: 'javascript:alert(1)' }, '— <@U0CLEO|Cleo>'],
  ])('names as its author %s', (_name, more, last) => {
    expect(lines(more).at(-1)).toBe(`&gt; ${last}`);
  });

  it('is cut where all together would be longer than a message, and still says whose it is', () => {
    const long = shared({ text: 'a\n&amp;'.repeat(20_000) });
    const words = messageWords({ text: 'Own', attachments: [long, long] });
    expect([...words].length).toBeLessThanOrEqual(WORDS_MAX);
    expect([...words].length).toBeGreaterThan(WORDS_MAX - 100);
    expect(words.match(/…\n&gt; — <@U0CLEO\|Cleo>/g)).toHaveLength(2);
    expect(messageWords({ text: 'x'.repeat(WORDS_MAX), attachments: [long] })).toBe('x'.repeat(WORDS_MAX));
  });

  it('whatever Slack sends, is as long as a message at most', () => {
    const attachment = fc.record({ is_share: fc.constant(true), text: fc.anything(), files: fc.anything() });
    fc.assert(
      fc.property(fc.string(), fc.array(fc.oneof(attachment, fc.anything())), (text, attachments) => {
        const words = messageWords({ text, attachments });
        return [...words].length <= WORDS_MAX;
      }),
    );
  });

  it('alone gives a ticket its first line as title', () => {
    expect(titleOf(messageWords({ attachments: [shared()] }))).toBe('The VPN is down');
  });

  it.each([
    ['with a share', [shared()], `Hello\n\n${QUOTED}`],
    ['with none', undefined, 'Hello'],
    ['with what is no list', 7, 'Hello'],
  ])('is there in the menu of a message %s', (_name, attachments, text) => {
    const message = { ts: '1.1', text: 'Hello', user: 'U0BO', attachments };
    const body = { user: { id: 'U0BO' }, trigger_id: '1', channel: { id: 'C1' }, message };
    expect(readShortcut(JSON.parse(JSON.stringify(body))).message).toMatchObject({ text, author: 'U0BO' });
  });
});
