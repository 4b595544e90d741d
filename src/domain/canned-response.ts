/** What agents write again and again: a text with placeholders, which are filled in when it is put into a reply. */
import { storableText } from './storable-text.js';

/** What one ticket puts in the place of its placeholders. Plain text. */
export type ResponseFacts = {
  ticket: string;
  title: string;
  project: string;
  reporter: string;
  agent: string;
};

/** Each with what it stands for, as the form explains it. */
export const PLACEHOLDERS: Readonly<Record<keyof ResponseFacts, string>> = {
  reporter: 'the name of who needs help',
  agent: 'your name',
  ticket: 'the number of the ticket',
  title: 'its title',
  project: 'the name of the project',
};

/** An option in a menu of Slack's shows no more. */
export const RESPONSE_NAME_MAX = 75;
/** Of a field in a form of Slack's. */
export const RESPONSE_CONTENT_MAX = 3_000;
/** A menu of Slack's has 100 choices, of which one is for a new response. */
export const RESPONSES_MAX = 99;

const PLACEHOLDER = /\{([\p{L}_]{1,30})\}/gu;

/** The text with what is known filled in. What is no placeholder stays as it is: braces are also written for other reasons. */
export function fillIn(content: string, facts: ResponseFacts): string {
  return content.replace(PLACEHOLDER, (typed, name: string) => {
    const known = knownAs(name);
    return known === null ? typed : facts[known];
  });
}

/** What looks like a placeholder and is none, each once, as it was typed. */
export function unknownPlaceholders(content: string): string[] {
  const names = [...content.matchAll(PLACEHOLDER)].filter(([, name]) => knownAs(name ?? '') === null);
  return [...new Set(names.map(([typed]) => typed))];
}

/** On one line, as it is shown in a menu. */
export function tidyResponseName(name: string): string {
  return storableText(name).replace(/\s+/gu, ' ').trim();
}

function knownAs(name: string): keyof ResponseFacts | null {
  const lower = name.toLowerCase();
  return isPlaceholder(lower) ? lower : null;
}

function isPlaceholder(name: string): name is keyof ResponseFacts {
  return Object.hasOwn(PLACEHOLDERS, name);
}
