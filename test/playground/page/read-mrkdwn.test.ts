/** What people read of a text in mrkdwn: Slack's marks and no others, nothing undone that was escaped, and no word lost. */
import { describe, expect, it } from 'vitest';
import { readMrkdwn } from '../../../playground/page/block-kit/read-mrkdwn.js';
import { escapeText } from '../../../playground/workspace/text.js';
import type { JsonObject } from '../../../playground/workspace/types.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';

const SIGNS: Record<string, string> = { bold: '*', italic: '_', strike: '~', code: '`' };

/** `[*bold*] <link url words>`: an element as a line of a table can say it. */
function written({ type, text, style, ...rest }: JsonObject): string {
  if (type === 'link') return `<${rest.url} ${text}>`;
  if (type === 'date') return `<date ${rest.timestamp} ${rest.format}>`;
  if (type !== 'text') return `<${[type, ...Object.values(rest)].join(' ')}>`;
  const signs = Object.keys(style ?? {}).map((name) => SIGNS[name]);
  return signs.length === 0 ? String(text) : `[${signs.join('')} ${text}]`;
}

const KINDS: Record<string, string> = { rich_text_quote: '> ', rich_text_preformatted: '# ' };

function read(text: string): string {
  return readMrkdwn(text)
    .map(
      ({ type, elements }) => (KINDS[String(type)] ?? '') + (elements as JsonObject[]).map(written).join(''),
    )
    .join(' | ');
}

describe('a text in mrkdwn', () => {
  it.each([
    // Marks
    ['a *b* _c_ ~d~ `e`', 'a [* b] [_ c] [~ d] [` e]'],
    ['*a _b_ c*', '[* a ][*_ b][*  c]'],
    ['snake_case_name, 2*3*4', 'snake_case_name, 2*3*4'],
    ['* a *, _ b', '* a *, _ b'],
    ['**', '**'],
    ['*a\nb*', '*a\nb*'],
    ['`*a* &lt;b&gt; <!here>`', '[` *a* <b> @here]'],
    ['(*a*), "_b_".', '([* a]), "[_ b]".'],
    // Not Slack's: Markdown's
    ['# a', '# a'],
    ['---', '---'],
    ['a\n===', 'a\n==='],
    ['[a](https://e.example)', '[a](<https://e.example https://e.example>)'],
    ['![a](b)', '![a](b)'],
    ['| a | b |\n|---|---|', '| a | b |\n|---|---|'],
    ['    a', '    a'],
    ['C:\\a\\*.txt', 'C:\\a\\*.txt'],
    ['1. a\n- b', '1. a\n- b'],
    ['a  b\n\n\nc', 'a  b\n\n\nc'],
    // What is escaped is a text
    ['&lt;!channel&gt; &lt;@U1&gt;', '<!channel> <@U1>'],
    [
      '&lt;https://evil.example|https://good.example&gt;',
      '<<https://evil.example https://evil.example>|<https://good.example https://good.example>>',
    ],
    ['&amp;lt;', '&lt;'],
    // What is between brackets
    [
      '<@U1> <@U1|Ana> <#C1|it> <!here> <!subteam^S1|@ops>',
      '<user U1> <user U1> <channel C1> <broadcast here> @ops',
    ],
    [
      '<https://e.example> <https://e.example/?a&amp;b|*c*>',
      '<https://e.example https://e.example> <https://e.example/?a&b *c*>',
    ],
    ['<mailto:a@e.example|a>', '<mailto:a@e.example a>'],
    ['<javascript:alert(1)|a> <data:text/html,a|b>', '<javascript:alert(1)|a> <data:text/html,a|b>'],
    ['<|> <> <!> <a', '<|> <> <!> <a'],
    ['<!date^1700000000^{date}|a>', '<date 1700000000 {date}>'],
    ['<!date^99999999999999^{date}|long from now>', 'long from now'],
    ['<!date^a^{date}|b>', '<!date^a^{date}|b>'],
    ['see https://e.example/a_b_c.', 'see <https://e.example/a_b_c https://e.example/a_b_c>.'],
    ['10:00: :white_check_mark: *:tada:*', '10<emoji 00> <emoji white_check_mark> <emoji tada>'],
    // Quotes and code
    ['a\n&gt; b\n> c\nd', 'a | > b\nc | d'],
    ['&gt;&gt; a', '> > a'],
    ['a\n&gt;&gt;&gt; b\n&gt; c', 'a | > b\n> c'],
    ['a\n```\n&gt; b\n *c*\n```\nd', 'a | # > b\n *c* | d'],
    ['```a', '```a'],
  ])('%j reads %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('that somebody typed is what they typed: %s', (_, typed) => {
    const elements = readMrkdwn(escapeText(typed)).flatMap((part) => part.elements as JsonObject[]);
    expect(elements.filter(({ type }) => !['text', 'emoji', 'link'].includes(String(type)))).toEqual([]);
    const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
    expect(letters(elements.map(({ name, text }) => name ?? text).join(''))).toBe(letters(typed));
  });

  it.each([
    '>',
    '> ',
    '&gt;',
    '*',
    '*a ',
    '_a',
    '`',
    '```',
    '```a',
    '~',
    '*_~`',
    ':a',
    '<',
    '<a ',
    '<http://a|',
    'https://',
    'a\n',
    '\n',
  ])('is read in one go, however often it has %j', (piece) => {
    const startedMs = performance.now();
    readMrkdwn(piece.repeat(40_000 / piece.length));
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
