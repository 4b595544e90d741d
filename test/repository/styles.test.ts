/** Style sheets of the page are one name space: nothing but these rules keeps two parts of it from meaning the same class. */
import { expect, it } from 'vitest';
import { listFiles, readText } from './read-repository.js';

const files = listFiles('playground/page');
const sheets = files.filter((path) => path.endsWith('.css'));
const code = files
  .filter((path) => /\.tsx?$/.test(path))
  .map(readText)
  .join('\n');

/** The library's own, around whatever it renders. */
const OF_THE_LIBRARY = 'slack_blocks_to_jsx';

function selectorsIn(path: string): string[] {
  const css = readText(path)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@[^{};]*\{/g, '');
  return [...css.matchAll(/([^{};]+)\{/g)].flatMap(([, selectors = '']) =>
    selectors.split(/,(?![^(]*\))/).map((selector) => selector.trim()),
  );
}

/** Where a class has a rule that does not ask what it is in: `.menu`, `.menu:hover`, and not `.pane .menu`. */
function homesOf(): Map<string, Set<string>> {
  const homes = new Map<string, Set<string>>();
  for (const path of sheets) {
    for (const selector of selectorsIn(path)) {
      const [, name] = /^[a-z]*\.([\w-]+)(?:[.:[][^\s>+~(]*(?:\([^)]*\))?)*$/.exec(selector) ?? [];
      if (name !== undefined) homes.set(name, (homes.get(name) ?? new Set()).add(path));
    }
  }
  return homes;
}

it('a class is styled in one sheet; another one says in which part of the page it means it', () => {
  const homes = homesOf();
  expect(homes.size).toBeGreaterThan(100);
  const shared = [...homes].filter(([, paths]) => paths.size > 1);
  expect(shared.map(([name, paths]) => `.${name}: ${[...paths].join(', ')}`)).toEqual([]);
});

it('every class that is styled is one of a component', () => {
  const names = sheets.flatMap((path) =>
    selectorsIn(path).flatMap((selector) =>
      [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name),
    ),
  );
  // `is-${state}`: what follows the last dash is filled in.
  const isUsed = (name: string) => code.includes(name) || code.includes(name.replace(/[^-]+$/, '$' + '{'));
  expect([...new Set(names)].filter((name) => name !== OF_THE_LIBRARY && !isUsed(name))).toEqual([]);
});

it('every sheet goes with the component that imports it', () => {
  const name = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  expect(sheets.filter((path) => !code.includes(`import './${name(path)}';`))).toEqual([]);
});
