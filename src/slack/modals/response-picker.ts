/** The menu in a form for an answer, from which an agent puts a canned response into it. */

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { escapeText } from '../../domain/mrkdwn.js';
import {
  type FilledResponse,
  type ResponseChoice,
  responsesForTicket,
} from '../../services/canned-responses/responses-for-ticket.js';
import { context, mrkdwn, option, plain } from '../blocks/pieces.js';
import { ACTIONS } from '../ids.js';
import type { Caller } from '../kit.js';
import { TYPED_TEXT_MAX } from './inputs.js';

/** `revision` counts how often the text was filled in anew, `note` says what did not go into it, or is not filled in. */
export type Filling = {
  choices: readonly ResponseChoice[];
  text: string;
  revision: number;
  note: string | null;
};

/** Of what cannot be filled in; the rest stands in the field. */
const UNKNOWN_SHOWN_MAX = 5;

/** Ids are 32-bit integers in the database. */
const chosenSchema = z.coerce.number().pipe(z.int32().positive());

/** What the form opens with. @throws UserError "not found". */
export async function readChoices(call: Caller, ticketNumber: string): Promise<Filling> {
  const choices = await responsesForTicket(call.kit.desk, await call.actor(), ticketNumber);
  return { choices, text: '', revision: 0, note: null };
}

/** Nothing where there is nothing to choose. */
export function responsePicker({ choices, note }: Filling): types.KnownBlock[] {
  if (choices.length === 0) return [];
  return [
    {
      type: 'section',
      block_id: 'response',
      text: mrkdwn('Start from a response'),
      accessory: {
        type: 'static_select',
        action_id: ACTIONS.useResponse,
        placeholder: plain('Choose a response'),
        options: choices.map(({ id, name }) => option(name, String(id))),
      },
    },
    ...(note === null ? [] : [context(escapeText(note))]),
  ];
}

/** What was typed stays, and the response comes after it. Where both have no room, what was typed stays alone. */
export function putIn(filling: Filling, typed: string, { name, text, unknown }: FilledResponse): Filling {
  const joined = typed.trim() === '' ? text : `${typed.trimEnd()}\n\n${text}`;
  const next = { ...filling, revision: filling.revision + 1 };
  if ([...joined].length <= TYPED_TEXT_MAX) return { ...next, text: joined, note: unknownNote(unknown) };
  const max = TYPED_TEXT_MAX.toLocaleString('en');
  return {
    ...next,
    text: typed,
    note: `There is no room for “${name}”: a message has at most ${max} characters.`,
  };
}

function unknownNote(unknown: readonly string[]): string | null {
  if (unknown.length === 0) return null;
  return `I cannot fill in ${unknown.slice(0, UNKNOWN_SHOWN_MAX).join(', ')}: it would be sent as it is. Change it before you send.`;
}

/** Null for whatever is no id. */
export function chosenResponseId(value: string | null): number | null {
  const parsed = chosenSchema.safeParse(value ?? '');
  return parsed.success ? parsed.data : null;
}
