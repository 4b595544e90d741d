/** Makes the README's picture of the tour from what the tour prints, so that the picture shows nothing that is not so. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findPackageRoot } from '../src/database/package-root.js';

const USAGE = 'npm run --silent playground -- --tour | node dist/scripts/tour-picture.js';
/** The story's heart; the whole of it is a command away. */
const CHAPTERS = ['Bo asks for help', 'The thread is the ticket'];
const COLUMNS_MAX = 104;

const FONT_PX = 13;
const COLUMN_PX = 7.83;
const LINE_PX = 19;
const MARGIN_PX = 20;
const INK = {
  paper: '#14191f',
  chapter: '#8d99a8',
  act: '#f0c674',
  viewer: '#7fb4dd',
  screen: '#d5dbe3',
} as const;

type Line = { text: string; ink: keyof typeof INK };

/** First match wins. */
const INKS: readonly [RegExp, Line['ink']][] = [
  [/^── /, 'chapter'],
  [/^ {4}│/, 'screen'],
  [/^ {2}\S.* (?:sees|has open)\b.*:/, 'viewer'],
  [/^/, 'act'],
];

function inkOf(line: string): Line['ink'] {
  return INKS.find(([pattern]) => pattern.test(line))?.[1] ?? 'screen';
}

/** @throws where the tour has no such chapter any more. */
function toLines(printed: string): Line[] {
  const chapters = printed.split(/^(?=── )/m);
  const shown = CHAPTERS.map((title) => {
    const chapter = chapters.find((each) => each.startsWith(`── ${title} `));
    if (chapter === undefined) throw new Error(`The tour has no chapter "${title}"`);
    return chapter.replace(/(^── .*\n)\n/, '$1').trimEnd();
  });
  return shown
    .join('\n\n')
    .split('\n')
    .map((line) => ({ text: cut(line), ink: inkOf(line) }));
}

function cut(line: string): string {
  const characters = [...line];
  return characters.length > COLUMNS_MAX ? `${characters.slice(0, COLUMNS_MAX - 1).join('')}…` : line;
}

function escapeXml(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function toSvg(lines: readonly Line[]): string {
  const columns = Math.max(...lines.map((line) => [...line.text].length));
  const width = Math.ceil(columns * COLUMN_PX) + 2 * MARGIN_PX;
  const height = lines.length * LINE_PX + 2 * MARGIN_PX;
  const rows = lines.map(({ text: words, ink }, index) => {
    const y = MARGIN_PX + (index + 1) * LINE_PX - 5;
    return `<text x="${MARGIN_PX}" y="${y}" fill="${INK[ink]}" xml:space="preserve">${escapeXml(words)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_PX}">`,
    '<title>What the tour prints</title>',
    `<rect width="100%" height="100%" rx="8" fill="${INK.paper}"/>`,
    ...rows.filter((row) => !row.includes('preserve"></text>')),
    '</svg>',
    '',
  ].join('\n');
}

const printed = await text(process.stdin);
if (printed.trim() === '') {
  console.error(`Nothing to draw. Usage: ${USAGE}`);
  process.exit(2);
}
const path = join(findPackageRoot(), 'docs', 'tour.svg');
await writeFile(path, toSvg(toLines(printed)));
console.log(`Wrote ${path}`);
