/** Takes Markdown apart as far as the tests of the documents need it. */

/** Targets of links, pictures included; what stands in code is none. */
export function linksIn(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
}

/** What a link can name after its `#`, as GitHub makes it of headings. */
export function anchorsIn(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** What stands in backticks, and in fenced blocks word by word or line by line. */
export function codeIn(text: string, fencedBy: 'word' | 'line' = 'word'): string[] {
  const inline = [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code]) => code ?? '',
  );
  const fenced = [...text.matchAll(/^```.*?\n(.*?)^```/gms)].flatMap(([, code = '']) =>
    fencedBy === 'word' ? code.split(/[\s|"',;()]+/) : code.split('\n').map((line) => line.trim()),
  );
  return [...inline, ...fenced];
}

/** Rows of every table, cells trimmed, heads and rules left out. */
export function rowsIn(text: string): string[][] {
  const lines = text.split('\n');
  return lines
    .filter((line, index) => /^\|/.test(line) && !isRule(line) && !isRule(lines[index + 1] ?? ''))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
}

function isRule(line: string): boolean {
  return /^\|[\s:|-]+\|$/.test(line);
}

function withoutCode(text: string): string {
  return text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');
}
