/** The forms for calendars and policies as a person sees them, for the journeys through them. */
import { expect } from 'vitest';
import type { OpenView } from '../../playground/people/modals.js';
import type { Person } from '../../playground/people.js';
import { type Name, type Story, startStory, TRIAGE } from '../support/story.js';

export const LUNCH = '09:00-12:00, 13:00-17:00';

/** Ada edits in Slack; Bo's "VPN down" is open, medium, since Monday 10:00 UTC: 4 h to respond, 24 h to resolve. */
export async function desk() {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const opens = async (name: Name, command: string): Promise<Person> => {
    await story.after(() => story.person(name).command('/project', command));
    return story.person(name);
  };
  const press = (person: Person, label: string) =>
    story.after(() => person.press({ viewId: viewOf(person).viewId }, label));
  const card = () => story.finds('Ana', TRIAGE, `*${number}* VPN down`).shows;
  const targets = async () => {
    const { responseTarget, resolutionTarget } = await story.row(number);
    return [minute(responseTarget), minute(resolutionTarget)];
  };
  return { story, number, opens, press, card, targets };
}

export function viewOf(person: Person): OpenView {
  const view = person.view();
  if (view === null) throw new Error(`${person.name} has no form open`);
  return view;
}

export function valueIn(person: Person, label: string): unknown {
  return viewOf(person).fields.find((field) => field.label === label)?.value;
}

export function minute(at: Date | null): string | null {
  return at === null ? null : at.toISOString().slice(0, 16);
}

export function expectQuiet({ slack, troubles }: Story): void {
  expect(slack.violations).toEqual([]);
  expect(troubles).toEqual([]);
}
