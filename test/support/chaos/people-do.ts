/** What the people of a story do and see, step by step, as far as several steps share it. */
import type { SeenMessage } from '../../../playground/people/seeing.js';
import type { Person } from '../../../playground/people.js';
import { HELP, TRIAGE } from '../places.js';
import type { Stage } from './stage.js';

export type Said = { channel: string; ts: string };

/** So long a person waits for a form before trying again. */
const FORM_PATIENCE_MS = 3_000;

export function shows(
  person: Person,
  channel: string,
  words: string,
  threadTs?: string,
): SeenMessage | undefined {
  return person.sees(channel, threadTs).find((message) => message.shows.includes(words));
}

export function cardOf({ person }: Stage, number: string): SeenMessage {
  const found = shows(person('Ana'), TRIAGE, `*${number}*`);
  if (found === undefined) throw new Error(`There is no card of ${number}`);
  return found;
}

export function originOf({ person }: Stage, number: string): SeenMessage {
  const found = shows(person('Bo'), HELP, `*${number}*`);
  if (found === undefined) throw new Error(`There is no thread of ${number}`);
  return found;
}

export function inTriageThread(stage: Stage, number: string, words: string): boolean {
  return shows(stage.person('Ana'), TRIAGE, words, cardOf(stage, number).ts) !== undefined;
}

/** Fills in the form of a command or a press that is not open yet, and submits it. */
export async function submitForm(
  stage: Stage,
  person: Person,
  label: string,
  opens: () => Promise<unknown>,
  values: Record<string, string>,
): Promise<void> {
  const hasForm = () => person.view()?.fields.some((field) => field.label === label) ?? false;
  if (!hasForm()) await opens();
  await stage.slack.until(hasForm, { timeoutMs: FORM_PATIENCE_MS });
  await person.fill(values);
  await person.submit();
}

export async function openTicket(
  stage: Stage,
  title: string,
  values: Record<string, string> = {},
): Promise<void> {
  const bo = stage.person('Bo');
  const command = () => bo.command('/ticket', `new ${title}`, { channel: HELP });
  await submitForm(stage, bo, 'Title', command, values);
}
