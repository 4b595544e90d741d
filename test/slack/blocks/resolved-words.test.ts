/** Whether a ticket works now is asked only where something was done. */
import { describe, expect, it } from 'vitest';
import type { Resolution } from '../../../src/domain/resolution.js';
import { renderPost } from '../../../src/slack/blocks/render-post.js';
import { ana, cardWith } from './post-samples.js';

describe('a resolved ticket', () => {
  it.each<[Resolution, string, string[], string?]>([
    ['done', '*Ana* resolved *IT-42*. Does it work for you?', ['It works', 'Reopen']],
    ['duplicate', '*Ana* resolved *IT-42* as a duplicate. If that is wrong, press *Reopen*.', ['Reopen']],
    [
      'duplicate',
      '*Ana* resolved *IT-42* as a duplicate of *IT-7*. If that is wrong, press *Reopen*.',
      ['Reopen'],
      'IT-7',
    ],
    ['cancelled', '*Ana* resolved *IT-42* as cancelled. If that is wrong, press *Reopen*.', ['Reopen']],
    ['spam', '*Ana* resolved *IT-42* as spam. If that is wrong, press *Reopen*.', ['Reopen']],
  ])('as %s says to its reporter: %s', (resolution, expected, labels, duplicateOf) => {
    const rendered = renderPost(
      {
        ...{ kind: 'status_line', card: cardWith({ status: 'resolved', resolution }), audience: 'origin' },
        ...{ event: 'resolve', to: 'resolved', by: ana, isByComment: false, isKept: false },
        ...(duplicateOf === undefined ? {} : { duplicateOf }),
      },
      { workspaceUrl: 'https://example.slack.com/' },
    );
    expect(rendered.text).toBe(expected);
    expect(rendered.blocks.at(-1)).toMatchObject({ elements: labels.map((text) => ({ text: { text } })) });
  });
});
