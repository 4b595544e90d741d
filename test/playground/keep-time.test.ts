/** Time that cannot be moved on: whoever wanted it is told why, in a sentence, and the next jump is tried all the same. */
import { expect, test } from 'vitest';
import { keepTime } from '../../playground/box/keep-time.js';
import { movingClock } from '../../playground/box/moving-clock.js';
import { NotPossible } from '../../playground/workspace/slack-error.js';
import { createDatabase } from '../../src/database/client.js';
import type { Desk } from '../../src/services/desk.js';
import { atEndOfTest } from '../support/ends.js';
import { box } from './box.js';

const NOBODY_LISTENS = 'postgresql://nobody@127.0.0.1:1/nothing';

test('a database that fails is no moment that has not come yet', async () => {
  const database = createDatabase(NOBODY_LISTENS);
  atEndOfTest(() => database.close());
  const logged: string[] = [];
  const log = { error: (_: object, message: string) => void logged.push(message) };
  const slack = await box();
  const clock = movingClock(new Date('2026-03-02T10:00:00Z'));
  const time = keepTime({
    slack,
    clock,
    app: { desk: { database, log } as unknown as Desk, isIdle: () => true, runJob: async () => {} },
  });
  // The second of two presses at once finds it done, and lets no time pass.
  await time.recover();
  slack.faults.loseEvents();
  slack.faults.refuseConnections();
  await expect(time.recover()).rejects.toThrow(/Connections are refused.*Mend everything first/);
  slack.faults.refuseConnections(false);
  for (const move of [() => time.jump({ to: 'minutes', minutes: 5 }), () => time.recover()]) {
    const refused = expect(move()).rejects;
    await refused.toThrow(NotPossible);
    await refused.toThrow(
      /^Time stands at 2026-03-02 10:00 UTC, because the desk’s database failed: .*Try again/s,
    );
  }
  expect(time.isMoving()).toBe(false);
  expect(logged).toHaveLength(2);
});
