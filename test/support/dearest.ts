/** Says at the end of a run which files took longest: `npx vitest run --reporter=default --reporter=./test/support/dearest.ts`. */
import type { Reporter, TestModule } from 'vitest/node';

const FILES_MAX = 40;

export default class Dearest implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const files = modules.map((module) => ({ file: module.relativeModuleId, ...timesOf(module) }));
    const total = files.reduce((sum, { seconds }) => sum + seconds, 0);
    const dearest = files.toSorted((left, right) => right.seconds - left.seconds).slice(0, FILES_MAX);
    const lines = dearest.map(
      ({ file, seconds, tests }) => `${seconds.toFixed(1).padStart(7)} s  ${file} (${tests})`,
    );
    process.stdout.write(
      `\n${lines.join('\n')}\n${total.toFixed(1).padStart(7)} s  in all, three processes\n`,
    );
  }
}

/** Loading its modules, its hooks and its tests. */
function timesOf(module: TestModule): { seconds: number; tests: number } {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  return {
    seconds: (collectDuration + setupDuration + duration) / 1000,
    tests: [...module.children.allTests()].length,
  };
}
