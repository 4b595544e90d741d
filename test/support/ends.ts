/** What a test or a file has begun and not ended: several files share one process, and so every module of the support. */

export type End = () => Promise<void>;

const ofTest: End[] = [];
const ofFile: End[] = [];

/** Runs after the test that is running, the last one given first. */
export const atEndOfTest = (end: End): void => void ofTest.push(end);

/** Runs after the last test of the file that is running. */
export const atEndOfFile = (end: End): void => void ofFile.push(end);

export const endTest = (): Promise<void> => runAll(ofTest);
export const endFile = (): Promise<void> => runAll(ofFile);

/** All of them, whichever fail; throws the first failure. */
async function runAll(ends: End[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of ends.splice(0).reverse()) await end().catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
