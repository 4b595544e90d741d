/** Which Markdown is drawn as such: all that somebody writes, and nothing that makes the page wait. */
import { expect, test } from 'vitest';
import { isLightMarkdown } from '../../../playground/page/block-kit/light-markdown.js';

test.each([
  '',
  '# Steps\n\n1. Open *it*\n   - as **Ana**\n     > and wait\n2. Close ~it~',
  '> > > who said that',
  '- - - - - -',
  `${'*'.repeat(500)} ${'_'.repeat(500)}`,
  `\`\`\`\n${'#'.repeat(11_000)}\n\`\`\``,
])('%j is', (text) => {
  expect(isLightMarkdown(text)).toBe(true);
});

test.each(['>', '> ', '1. ', '- > ', '> - ', '*a_', '**a', 'fine\n\n  > >>> > > 1) > > > > > x\n'])(
  '%j again and again is not',
  (piece) => {
    expect(isLightMarkdown(piece.repeat(12_000 / piece.length))).toBe(false);
  },
);
