import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defuse } from '../../../src/domain/mrkdwn.js';
import { mrkdwnToTyped, typedToMrkdwn } from '../../../src/slack/blocks/typed-text.js';

describe('text typed into a form', () => {
  it.each([
    ['a < b & c', 'a &lt; b &amp; c'],
    ['<!channel> hello', '&lt;!channel&gt; hello'],
    ['<!subteam^S1>', '&lt;!subteam^S1&gt;'],
    ['&lt; as typed', '&amp;lt; as typed'],
    ['ask <@U0ANA>', 'ask <@U0ANA>'],
    ['see <https://a.b/?x=1&y=2|this>', 'see <https://a.b/?x=1&y=2|this>'],
    ['<javascript:alert(1)|x>', '&lt;javascript:alert(1)|x&gt;'],
  ])('%s is kept as %s', (typed, mrkdwn) => {
    expect(typedToMrkdwn(typed)).toBe(mrkdwn);
  });

  it('comes back as it was when it is edited', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '<',
      '>',
      '&',
      '|',
      '&lt;',
      '<@U0ANA>',
      '<#C0HELP|help>',
      '!channel',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const typed = pieces.join('');
        expect(mrkdwnToTyped(typedToMrkdwn(typed))).toBe(typed);
      }),
    );
  });

  it('notifies nobody when it is shown, whatever was typed', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '!channel',
      '!here',
      '@U0ANA',
      '|',
      'x',
      '&lt;',
      '&gt;',
      '!subteam^S1',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(defuse(typedToMrkdwn(pieces.join('')))).not.toMatch(/<[@!]/);
      }),
    );
  });
});
