/** A ticket whose clock is explained, for the tests of what is said of it. */
import { beforeEach } from 'vitest';
import type { TargetKind } from '../../../../src/domain/sla/policy.js';
import { explainClock } from '../../../../src/services/sla/explain/explain-clock.js';
import {
  changeStatus,
  type StatusOptions,
  type StatusVerb,
} from '../../../../src/services/tickets/change-status.js';
import { useTestDesk } from '../../../support/desk.js';
import { type ItProject, makeItProject, type Person } from '../../../support/it-project.js';

export function useExplained() {
  // The desk's clock stands at Monday 2 March 2026, 10:00 UTC; the default calendar is Monday to Friday, 09:00 to 17:00 UTC.
  // A medium ticket is to be answered by 14:00 that day and resolved by Thursday 10:00.
  const fixture = useTestDesk();
  let it_: ItProject;
  let number: string;

  beforeEach(async () => {
    it_ = await makeItProject(fixture.desk);
    number = await it_.open();
  });

  const prisma = () => fixture.desk.database.prisma;
  const go = (time: string) => fixture.desk.clock.set(new Date(time));
  const explain = async (who: Person) => explainClock(fixture.desk, await it_.actor(who), number);

  async function target(kind: TargetKind, who: Person = 'ana') {
    const found = (await explain(who)).targets.find((each) => each.kind === kind);
    if (found === undefined) throw new Error(`No ${kind}`);
    return found;
  }

  async function move(event: StatusVerb, time: string, options: StatusOptions = {}, by: Person = 'ana') {
    go(time);
    await changeStatus(fixture.desk, await it_.actor(by), number, event, options);
  }

  return {
    get it_() {
      return it_;
    },
    get number() {
      return number;
    },
    fixture,
    prisma,
    go,
    explain,
    target,
    move,
  };
}
