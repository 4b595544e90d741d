/** What every reader of typed text answers with: what was meant, or a sentence on what is wrong with it. */
import { plainTextOf, splitFirst, takeTicket } from './grammar-text.js';

export type Reading<T> = { ok: true; value: T } | { ok: false; message: string };

/**
 * `message` and `usage` are plain text with backticks around what to type: escape them. `typed` is what was typed, as mrkdwn:
 * defuse it.
 */
export type CommandError = { message: string; usage: string; typed: string };

export type Parsed<C> = { ok: true; command: C } | { ok: false; error: CommandError };

/** The ticket meant where none is named: the one in whose thread the command was typed. */
export type GrammarContext = { defaultTicket?: string };

export type Reader<C> = (rest: string, context: GrammarContext) => Reading<C>;

export function done<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function no(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

/** A ticket's number first, which may be left out in its thread. */
export function onTicket<C>(read: (ticket: string, rest: string) => Reading<C>): Reader<C> {
  return (rest, context) => {
    const taken = takeTicket(rest, context.defaultTicket);
    if (taken !== null) return read(taken.ticket, taken.rest);
    const { first } = splitFirst(rest);
    return no(
      first === ''
        ? 'Which ticket? Its number is missing.'
        : `“${plainTextOf(first)}” is no ticket number like IT-42.`,
    );
  };
}

/** A ticket's number and nothing more. */
export function bare<C>(command: (ticket: string) => C): Reader<C> {
  return onTicket((ticket, rest) =>
    rest === '' ? done(command(ticket)) : no('Nothing can stand after the ticket number here.'),
  );
}
