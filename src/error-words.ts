/** What an error says of itself, without the values that some kinds of error quote: somebody may have typed them. */

const QUOTED = '[quoted]';

/** In PostgreSQL's words a name in quotes follows what it names, and a value a colon or the word "value". */
const QUOTED_VALUE = /(: |\bvalue )"[\s\S]*"/g;

export function wordsOf(error: Error): string {
  if (error.name === 'ZodError') return issuesOf(error);
  // Node repeats the JSON that it cannot read, Prisma the whole call.
  if (error.name === 'SyntaxError' || error.name === 'PrismaClientValidationError') return QUOTED;
  return error.message.replace(QUOTED_VALUE, `$1${QUOTED}`);
}

function issuesOf(error: Error): string {
  const { issues } = error as Error & { issues?: readonly { code?: unknown; path?: readonly unknown[] }[] };
  return (issues ?? []).map(({ code, path = [] }) => `${String(code)} at ${path.join('.')}`).join(', ');
}
