/** Prints the tour as one would tell it: what somebody does, and what each person then sees. */

import type { SeenMessage } from '../people/seeing.js';
import type { Person } from '../people.js';

export type TourPage = {
  chapter(title: string): void;
  /** What somebody does or what happens, as a sentence. */
  says(sentence: string): void;
  /** What is new in a conversation or thread for this person since they last looked. */
  reads(person: Person, channel: string, threadTs?: string): void;
  /** What only this person was told since they last looked. */
  isTold(person: Person): void;
  /** The modal in front of this person. */
  hasOpen(person: Person): void;
};

const RULE_WIDTH = 78;

/** @param nameOf what a person or channel is called; null for any other word. */
export function tourPage(print: (line: string) => void, nameOf: (id: string) => string | null): TourPage {
  const shown = new Map<string, string>();

  /** Edited messages are shown again, unchanged ones are not. */
  const news = (person: Person, messages: readonly SeenMessage[]): SeenMessage[] =>
    messages.filter((message) => {
      const key = `${person.name}:${message.channel}:${message.ts}`;
      const look = `${message.shows}${message.isEdited}`;
      const isNew = shown.get(key) !== look;
      shown.set(key, look);
      return isNew;
    });
  const showAll = (messages: readonly SeenMessage[]): void => {
    for (const { from, shows, files } of messages) {
      const attached = files.map((name) => `[file: ${name}]`);
      const [first = '', ...rest] = [...shows.trim().split('\n'), ...attached].filter((line) => line !== '');
      print(`    │ ${from}: ${first}`);
      for (const line of rest) print(`    │   ${line}`);
    }
  };
  return {
    chapter: (title) => {
      print('');
      print(`── ${title} ${'─'.repeat(Math.max(3, RULE_WIDTH - title.length - 4))}`);
    },
    says: (sentence) => {
      print('');
      print(`  ${sentence}`);
    },
    reads: (person, channel, threadTs) => {
      const isTopOnly = threadTs === undefined;
      const seen = person.sees(channel, threadTs).filter(({ isEphemeral }) => !isEphemeral);
      const found = news(person, seen);
      print(`  ${person.name} sees${isTopOnly ? ` in ${channel}` : ` in the thread in ${channel}`}:`);
      if (found.length === 0) print('    │ (nothing new)');
      showAll(found);
    },
    isTold: (person) => {
      const found = news(person, person.ephemerals());
      if (found.length === 0) return;
      print(`  Only ${person.name} sees:`);
      showAll(found);
    },
    hasOpen: (person) => {
      const view = person.view();
      print(`  ${person.name} has open: ${view === null ? 'nothing' : view.title}`);
      for (const { label, value } of view?.fields ?? [])
        print(`    │ ${label}: ${shownValue(value, nameOf)}`);
      for (const [label, error] of Object.entries(view?.errors ?? {})) print(`    │ ✗ ${label}: ${error}`);
    },
  };
}

/** A field's value as it stands on the screen: typed text, or the name of what is chosen. */
function shownValue(value: unknown, nameOf: (id: string) => string | null): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return nameOf(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => shownValue(each, nameOf)).join(', ');
  return typeof value === 'object' && 'text' in value ? shownValue(value.text, nameOf) : '';
}
