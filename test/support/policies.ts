/** New versions of policies and calendars, written straight into the tables. */
import type { Database } from '../../src/database/client.js';
import type { Priority } from '../../src/domain/priority.js';
import type { PolicyOptions } from '../../src/services/sla/policy-options.js';

type Seconds = { response: number | null; resolution: number | null };

export type PolicyFacts = {
  projectId?: number;
  /** The default targets where left out: medium is four hours and 24. */
  targets?: Partial<Record<Priority, Seconds>>;
  options?: PolicyOptions;
  /** Closed on these dates, beside the weekend. */
  holidays?: readonly string[];
};

const HOUR = 3_600;
const TARGETS: Record<Priority, Seconds> = {
  critical: { response: HOUR, resolution: 4 * HOUR },
  high: { response: 2 * HOUR, resolution: 8 * HOUR },
  medium: { response: 4 * HOUR, resolution: 24 * HOUR },
  low: { response: 8 * HOUR, resolution: 40 * HOUR },
};

/** A version is kept by its id for as long as a database is open, and a reset would give its id away again. */
let idsGiven = 1_000;

/** A newer version of the project's policy, or of the default one, in office hours in UTC. Gives its id. */
export async function savePolicy(
  { prisma }: Database,
  { projectId, targets = {}, options = {}, holidays = [] }: PolicyFacts = {},
): Promise<number> {
  idsGiven += 1;
  const scope = { projectId: projectId ?? null };
  const versions = await prisma.slaPolicy.count({ where: scope });
  const days = [1, 2, 3, 4, 5].map((isoWeekday) => ({ isoWeekday, opensMinute: 540, closesMinute: 1_020 }));
  await prisma.calendar.create({
    data: {
      id: idsGiven,
      name: `Calendar ${idsGiven}`,
      timeZone: 'UTC',
      hours: { create: days },
      holidays: { create: holidays.map((date) => ({ date: new Date(date) })) },
    },
  });
  const policy = await prisma.slaPolicy.create({
    data: {
      ...scope,
      id: idsGiven,
      version: versions + 1,
      calendarId: idsGiven,
      options: options as object,
      targets: {
        create: Object.entries({ ...TARGETS, ...targets }).map(([priority, { response, resolution }]) => ({
          priority: priority as Priority,
          responseSeconds: response,
          resolutionSeconds: resolution,
        })),
      },
    },
  });
  return policy.id;
}
