/** The names of commands stand in one place, so that a workspace where they are taken can have others. */
import { expect, it } from 'vitest';
import { listFiles, readText } from './read-repository.js';

const HOME = 'src/domain/command-names.ts';
const NAMED = /(?<![\w/.\-:}])\/(?:ticket|project|desk)(?![\w/.-])|@threadesk\b/g;

/** Comments may name them: they are for whoever reads the code. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<![:'"`])\/\/.*$/gm, '');
}

it('no other file of the bot writes one: it says `slash.ticket`, where it is said', () => {
  const written = listFiles('src')
    .filter((path) => path.endsWith('.ts') && path !== HOME && !path.includes('/generated/'))
    .flatMap((path) =>
      (withoutComments(readText(path)).match(NAMED) ?? []).map((name) => `${path}: ${name}`),
    );
  expect(written).toEqual([]);
});
