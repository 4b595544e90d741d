/** Cuts the body of a backup into its tables, without holding more of it than a chunk and a row. */
import { BackupError } from './backup-error.js';
import { SECTION_END } from './header.js';

export type Sections = {
  /** The rows of the next table, to be read to their end before the next is asked for. */
  next(): AsyncGenerator<Buffer>;
  /** Whether everything was read. */
  isAtEnd(): Promise<boolean>;
};

const NEW_LINE = 0x0a;
const END = Buffer.from(SECTION_END);
const END_OF_LATER_LINE = Buffer.from(`\n${SECTION_END}`);

/** @throws BackupError `damaged` from `next` where the body ends within a table. */
export function readSections(body: AsyncIterable<Buffer>): Sections {
  const chunks = body[Symbol.asyncIterator]();
  /** Read and not handed out yet; begins at the start of a line. */
  let rest: Buffer = Buffer.alloc(0);

  const readMore = async (): Promise<boolean> => {
    const { value, done } = await chunks.next();
    if (done === true) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  };
  const take = (end: number): Buffer => {
    const taken = rest.subarray(0, end);
    rest = rest.subarray(end);
    return taken;
  };
  return {
    next: async function* () {
      for (;;) {
        const end = endOfSection(rest);
        if (end !== null) {
          if (end > 0) yield take(end);
          take(END.length);
          return;
        }
        const wholeLines = rest.lastIndexOf(NEW_LINE) + 1;
        if (wholeLines > 0) yield take(wholeLines);
        if (!(await readMore())) throw new BackupError('damaged', 'it ends within a table');
      }
    },
    isAtEnd: async () => rest.length === 0 && !(await readMore()),
  };
}

/** Where the line stands that ends the table, null where it has not been read yet. */
function endOfSection(lines: Buffer): number | null {
  if (lines.subarray(0, END.length).equals(END)) return 0;
  const before = lines.indexOf(END_OF_LATER_LINE);
  return before === -1 ? null : before + 1;
}
