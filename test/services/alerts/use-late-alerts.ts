/** A ticket whose assignee Ben begins his day late, for the tests of what happens to its alerts meanwhile. */
import { beforeEach } from 'vitest';
import type { PolicyOptions } from '../../../src/services/sla/policy-options.js';
import { recomputeClocks } from '../../../src/services/sla/recompute-clocks.js';
import { assignTicket } from '../../../src/services/tickets/assign-ticket.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { type ItProject, makeItProject, type Person, slackIdOf } from '../../support/it-project.js';
import { savePolicy } from '../../support/policies.js';
import { useAlertDesk } from './alert-desk.js';

export const HOUR = 3_600;

export function useLateAlerts() {
  // Monday 2 March 2026, 10:00 UTC, in office hours in UTC. Sixteen hours to resolve a ticket: 10 % at 11:36. Ben opens at 14:00.
  const { fixture, prisma, at, sweep, tell, said } = useAlertDesk();
  let it_: ItProject;
  let number: string;

  async function give(to: Person, time: string): Promise<void> {
    at(time);
    const user = { kind: 'user', slackUserId: slackIdOf(to) } as const;
    await assignTicket(fixture.desk, await it_.actor('ana'), number, user);
  }

  async function move(verb: StatusVerb, time: string): Promise<void> {
    at(time);
    await changeStatus(fixture.desk, await it_.actor('ana'), number, verb);
  }

  async function save(resolution: number, options: PolicyOptions = {}): Promise<void> {
    const target = { response: null, resolution };
    const targets = { low: target, medium: target, high: target, critical: target };
    await savePolicy(fixture.desk.database, { targets, options: { warnPercents: [10], ...options } });
    while ((await recomputeClocks(fixture.desk)) > 0);
  }

  const zone = (person: Person, timeZone: string) =>
    prisma().user.update({ where: { id: it_.userId(person) }, data: { timeZone } });

  beforeEach(async () => {
    it_ = await makeItProject(fixture.desk);
    await zone('ben', 'America/New_York');
    await save(16 * HOUR);
    number = await it_.open();
  });

  return {
    get it_() {
      return it_;
    },
    get number() {
      return number;
    },
    set number(next: string) {
      number = next;
    },
    fixture,
    prisma,
    at,
    sweep,
    tell,
    said,
    give,
    move,
    save,
    zone,
  };
}
