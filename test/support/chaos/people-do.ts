/** What the people of a story do and see, step by step, as far as several steps share it. */
import type { SeenMessage } from '../../../playground/people/seeing.js';
import type { Person } from '../../../playground/people.js';
import { BOT, HELP, TRIAGE } from '../places.js';
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

/** The root of its thread in Bo's direct messages, where others may not read it. */
export function directOf({ person }: Stage, number: string): SeenMessage | undefined {
  return shows(person('Bo'), BOT, `*${number}*`);
}

/** Fills in the form of a command or a press that is not open yet, and submits it. */
export async function submitForm(
  stage: Stage,
  person: Person,
  label: string,
  opens: () => Promise<unknown>,
  values: Record<string, string | string[]>,
): Promise<void> {
  await openForm(stage, person, label, opens);
  await person.fill(values);
  await person.submit();
}

async function openForm(
  stage: Stage,
  person: Person,
  label: string,
  opens: () => Promise<unknown>,
): Promise<void> {
  const hasForm = () => person.view()?.fields.some((field) => field.label === label) ?? false;
  if (!hasForm()) await opens();
  await stage.slack.until(hasForm, { timeoutMs: FORM_PATIENCE_MS });
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

const TO_REDACT = 'What is to be redacted?';

/** Ana chooses what shows the words, in the form or in the one that asks whether she means it; nothing where it is redacted already. */
export async function redact(stage: Stage, number: string, words: string): Promise<void> {
  const ana = stage.person('Ana');
  const isAsked = () => ana.view()?.title === 'Redact for good?';
  if (!isAsked()) {
    const command = () => ana.command('/ticket', `redact ${number}`, { channel: HELP });
    await openForm(stage, ana, TO_REDACT, command);
    const field = ana.view()?.fields.find(({ label }) => label === TO_REDACT);
    const chosen = (field?.options ?? []).filter((each) => each.includes(words));
    if (chosen.length === 0) return ana.closeView();
    await ana.fill({ [TO_REDACT]: chosen });
    await ana.submit();
    await stage.slack.until(isAsked, { timeoutMs: FORM_PATIENCE_MS });
  }
  await ana.submit();
}

/** Cleo was made an admin in Slack, who is no agent. */
export async function giveReason(stage: Stage, number: string, reason: string): Promise<void> {
  const cleo = stage.person('Cleo');
  cleo.setProfile({ isAdmin: true });
  await stage.slack.settled();
  const press = async () => {
    const earlier = cleo.ephemerals().length;
    await cleo.command('/ticket', `show ${number}`, { channel: HELP });
    await stage.slack.until(() => cleo.ephemerals().length > earlier, { timeoutMs: FORM_PATIENCE_MS });
    const offer = cleo.ephemerals().at(-1);
    if (offer !== undefined) await cleo.press(offer, 'Give a reason');
  };
  await submitForm(stage, cleo, 'Why do you open it?', press, { 'Why do you open it?': reason });
}
