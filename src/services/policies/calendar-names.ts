/** Which calendar a name means in a scope. */
import type { Tx } from '../../database/transaction.js';
import { storableText } from '../../domain/storable-text.js';
import { UserError } from '../../errors.js';
import type { StoredPolicy } from '../sla/load-policy.js';

/** Made by the desk for targets that count at any hour; it cannot be edited. */
export const ALWAYS_NAME = 'Around the clock';
/** Width of `calendars.name`. */
export const CALENDAR_NAME_MAX = 100;

export type NamedCalendar = { id: number; projectId: number | null; name: string; version: number };

const select = { id: true, projectId: true, name: true, version: true } as const;

/** As it is stored, trimmed and on one line. @throws UserError for a name that no calendar can have. */
export function checkCalendarName(text: string): string {
  const name = storableText(text).replace(/\s+/gu, ' ').trim();
  const length = [...name].length;
  if (length === 0) throw new UserError('Give the calendar a name, such as "Night shift".');
  if (length > CALENDAR_NAME_MAX) {
    throw new UserError(
      `A calendar's name has at most ${CALENDAR_NAME_MAX} characters; this one has ${length}.`,
    );
  }
  if (isAlways(name)) {
    throw new UserError(`"${ALWAYS_NAME}" is always open and cannot be edited. Choose another name.`);
  }
  return name;
}

export function isAlways(name: string): boolean {
  return isSameName(name, ALWAYS_NAME);
}

/**
 * The newest version: of those that the scope's policy counts in, else the scope's own, else the default's, however it is
 * capitalized. Null for a name that is new here.
 */
export async function findCalendar(
  tx: Tx,
  policy: StoredPolicy,
  projectId: number | null,
  name: string,
): Promise<NamedCalendar | null> {
  const counted = [policy.calendar, ...Object.values(policy.ownCalendars)];
  const isCounted = counted.find((calendar) => isSameName(calendar.name, name));
  if (isCounted !== undefined) {
    const { id, projectId: ownerId, name: called, version } = isCounted;
    return { id, projectId: ownerId, name: called, version };
  }
  const newestOf = (ownerId: number | null) =>
    tx.calendar.findFirst({
      where: { projectId: ownerId, name: { equals: likeLiteral(name), mode: 'insensitive' } },
      orderBy: { version: 'desc' },
      select,
    });
  return (await newestOf(projectId)) ?? (projectId === null ? null : await newestOf(null));
}

/** What a target of the scope can count in beside its policy's own calendar and around the clock. */
export async function calendarNamesOf(
  tx: Tx,
  policy: StoredPolicy,
  projectId: number | null,
): Promise<string[]> {
  const rows = await tx.calendar.findMany({
    where: { OR: [{ projectId: null }, ...(projectId === null ? [] : [{ projectId }])] },
    distinct: ['name'],
    select: { name: true },
  });
  return rows
    .map(({ name }) => name)
    .filter((name) => !isAlways(name) && name !== policy.calendar.name)
    .sort((a, b) => a.localeCompare(b));
}

function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Without regard to case Prisma asks with ILIKE, for which some characters are wildcards. */
function likeLiteral(name: string): string {
  return name.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`);
}
