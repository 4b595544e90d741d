import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateToken,
  defuse,
  escapeText,
  firstLine,
  toPlainText,
  truncate,
  truncateMrkdwn,
  unescapeText,
  userMention,
} from '../../src/domain/mrkdwn.js';

const names = {
  user: (id: string) => ({ U0ANA: 'Ana & Co' })[id],
  channel: (id: string) => ({ C0HELP: 'it-help' })[id],
};
const NOTIFIES = /<[@!](?!date\^)[^<>]*>/;

describe('escaping', () => {
  it('makes a broadcast in a title harmless', () => {
    expect(escapeText('<!channel> R&D')).toBe('&lt;!channel&gt; R&amp;D');
  });
  it('is undone once, not twice', () => {
    expect(unescapeText('&amp;lt;b&gt;')).toBe('&lt;b>');
  });
  it('comes back as it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => unescapeText(escapeText(text)) === text));
  });
});

describe('defused mrkdwn', () => {
  it.each([
    ['<!channel> look', '@channel look'],
    ['<!here|here> look', '@here look'],
    ['<!everyone>', '@everyone'],
    ['<!subteam^S0OPS|@ops>', '@ops'],
    ['<!subteam^S0OPS>', '@group'],
    ['ask <@U0ANA>', 'ask @Ana &amp; Co'],
    ['ask <@U0BO|bo>', 'ask @bo'],
    ['ask <@U0BO>', 'ask @U0BO'],
    ['*bold* _it_ `<!here>` ~gone~', '*bold* _it_ `@here` ~gone~'],
    ['&lt;!channel&gt; &amp; more', '&lt;!channel&gt; &amp; more'],
    ['see <https://example.com/a?b=c&amp;d|the page>', 'see <https://example.com/a?b=c&amp;d|the page>'],
    ['<mailto:bo@example.com|bo@example.com>', '<mailto:bo@example.com|bo@example.com>'],
    ['<!date^1392734382^{date}|Feb 18>', '<!date^1392734382^{date}|Feb 18>'],
    ['<!date^1^click {date}^https://evil.example|Feb 18>', 'Feb 18'],
    ['<https://evil.example|https://good.example>', '<https://evil.example>'],
    ['<https://evil.example|good.example/login>', '<https://evil.example>'],
    ['<https://evil.example|go\u200bod.example>', '<https://evil.example>'],
    ['<https://evil.example|good\u3002example>', '<https://evil.example>'],
    ['<https://evil.example|see https://good.example>', '<https://evil.example>'],
    ['<https://good.example@evil.example|good.example>', '<https://good.example@evil.example>'],
    ['<https://www.good.example/a|good.example>', '<https://www.good.example/a|good.example>'],
    ['<https://good.example|the new one, 2.0 of it>', '<https://good.example|the new one, 2.0 of it>'],
    ['<!odd^thing|label>', 'label'],
    ['<javascript:alert(1)|click>', 'click'],
  ])('%j is shown as %j', (mrkdwn, shown) => {
    expect(defuse(mrkdwn, names)).toBe(shown);
  });

  it('leaves a channel’s name to Slack, which hides it from those outside', () => {
    expect(defuse('in <#C0SECRET|layoffs>')).toBe('in <#C0SECRET>');
  });

  it.each(['<<!channel>', '<<!here>>', '<!chan<!channel>nel>', '<@U0ANA<@U0ANA>>', '<!<!here>here>'])(
    '%j cannot be nested into a mention',
    (mrkdwn) => {
      expect(defuse(mrkdwn, names)).not.toMatch(NOTIFIES);
    },
  );

  it('never notifies, whatever was written', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '!',
      '@',
      '|',
      '^',
      'channel',
      'here',
      'subteam^S1',
      'U0ANA',
      '#C1',
      ' ',
      '&lt;',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(defuse(pieces.join(''), names)).not.toMatch(NOTIFIES);
        expect(defuse(pieces.join(''), { user: () => '<!channel>' })).not.toMatch(NOTIFIES);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('plain text', () => {
  it.each([
    ['<@U0ANA> in <#C0HELP>', '@Ana & Co in #it-help'],
    ['<@U0BO|bo> in <#C0X|x>', '@bo in #x'],
    ['a &lt; b &amp;amp; c', 'a < b &amp; c'],
    ['<https://example.com>', 'https://example.com'],
    ['<https://example.com/a|the page>', 'the page (https://example.com/a)'],
    ['<http://example.com|example.com>', 'example.com'],
    ['<mailto:bo@example.com|bo@example.com>', 'bo@example.com'],
    ['<!here> <!subteam^S0OPS|@ops>', '@here @ops'],
    ['<!date^1^{date}|1 Jan>', '1 Jan'],
  ])('%j reads %j', (mrkdwn, plain) => {
    expect(toPlainText(mrkdwn, names)).toBe(plain);
  });
});

describe('cutting', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly te', 10, 'exactly te'],
    ['the printer is on fire', 15, 'the printer is…'],
    ['the printer is on fire', 14, 'the printer…'],
    ['Donaudampfschifffahrt', 10, 'Donaudamp…'],
    ['a Donaudampfschifffahrt', 10, 'a Donauda…'],
    ['🙂🙂🙂🙂', 3, '🙂🙂…'],
    ['ab', 1, '…'],
    ['ab', 0, ''],
  ])('%j to %i', (text, max, cut) => {
    expect(truncate(text, max)).toBe(cut);
  });
  it('never exceeds its bound in code points', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.nat(30),
        (text, max) => [...truncate(text, max)].length <= max,
      ),
    );
  });
  it.each([
    ['see <https://example.com/a|the page> now', 20, 'see…'],
    ['a &amp; b', 6, 'a…'],
    ['a &amp; b', 8, 'a &amp;…'],
    ['plain words', 20, 'plain words'],
    ['🙂🙂🙂🙂', 3, '🙂🙂…'],
  ])('cuts through no token: %j to %i', (mrkdwn, max, cut) => {
    expect(truncateMrkdwn(mrkdwn, max)).toBe(cut);
  });
  it('finds the first line with something on it', () => {
    expect(firstLine('\n  \n VPN down \nsince 9')).toBe('VPN down');
    expect(firstLine(' \n')).toBe('');
  });
});

describe('tokens of our own', () => {
  it('mentions and dates', () => {
    expect(userMention('U0ANA')).toBe('<@U0ANA>');
    expect(dateToken(new Date('2014-02-18T14:39:42.900Z'), '18 Feb | 14:39 <UTC>')).toBe(
      '<!date^1392734382^{date_short_pretty} at {time}|18 Feb / 14:39 &lt;UTC&gt;>',
    );
  });
});

describe('a character that is put together from others', () => {
  const FAMILY = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
  it.each([
    [`ab${FAMILY}c`, 6, 'ab…'],
    [`ab${FAMILY}c`, 8, `ab${FAMILY}c`],
    ['a\u{1f1e9}\u{1f1ea}bc', 3, 'a…'],
    ['xe\u0301yz', 3, 'x…'],
    ['\u{1f44d}\u{1f3fd}ab', 2, '…'],
    [`a${'\u0301'.repeat(200)}`, 100, `a${'\u0301'.repeat(98)}…`],
  ])('is kept whole or left out: %j in %i', (text, max, cut) => {
    expect([truncate(text, max), truncateMrkdwn(text, max)]).toEqual([cut, cut]);
  });

  it('leaves an entity whole, whatever marks follow it', () => {
    expect(truncateMrkdwn('&gt;\u0301\u0301bc', 6)).toBe('&gt;\u0301…');
  });
});
