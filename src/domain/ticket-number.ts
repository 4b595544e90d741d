/** The names of tickets (`IT-42`) and the keys of projects (`IT`), read and written in one place. */

const PROJECT_KEY = /^[A-Z]{2,10}$/;
const TICKET_NUMBER = /^([A-Za-z]{2,10})-([1-9]\d{0,9})$/;

/** The counter is a 32-bit integer in the database. */
export const TICKET_COUNT_MAX = 2_147_483_647;

/** For messages that refuse a key. */
export const PROJECT_KEY_RULE = 'A key is 2 to 10 capital letters from A to Z, like IT or HELPDESK.';

export type TicketNumber = { projectKey: string; count: number };

/** 2 to 10 capitals from A to Z. */
export function isProjectKey(value: string): boolean {
  return PROJECT_KEY.test(value);
}

/** Reads `IT-42`, in any case and with spaces around it; null for anything that cannot be a ticket's number. */
export function parseTicketNumber(text: string): TicketNumber | null {
  const [, key, digits] = TICKET_NUMBER.exec(text.trim()) ?? [];
  if (key === undefined || digits === undefined) return null;
  const count = Number(digits);
  return count <= TICKET_COUNT_MAX ? { projectKey: key.toUpperCase(), count } : null;
}

/** `IT-42`. Throws a RangeError for a key or a count that no ticket can have. */
export function formatTicketNumber({ projectKey, count }: TicketNumber): string {
  const isCount = Number.isInteger(count) && count >= 1 && count <= TICKET_COUNT_MAX;
  if (!isProjectKey(projectKey) || !isCount) throw new RangeError('Not a ticket number');
  return `${projectKey}-${count}`;
}

/** What a person typed as the number is stored (`it-42` → `IT-42`), or null. */
export function normalizeTicketNumber(text: string): string | null {
  const parsed = parseTicketNumber(text);
  return parsed === null ? null : formatTicketNumber(parsed);
}
