/** Which canned responses an agent can put into a reply on a ticket, and what one of them says there. */
import { fillIn, unknownPlaceholders } from '../../domain/canned-response.js';
import { type Actor, can } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import type { CardRow } from '../tickets/load-card.js';
import { factsFor } from '../tickets/locked-ticket.js';
import { permissionRowOf, readVisibleRow } from '../tickets/view-ticket.js';

/** What a menu shows. */
export type ResponseChoice = { id: number; name: string };

/** By name; none for whoever does not work the ticket. @throws UserError "not found". */
export async function responsesForTicket(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
): Promise<ResponseChoice[]> {
  const row = await readVisibleRow(desk, actor, ticketNumber);
  if (!worksOn(actor, row)) return [];
  const choices = await desk.database.prisma.cannedResponse.findMany({
    where: { projectId: row.projectId },
    select: { id: true, name: true },
  });
  return choices.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}

/** `unknown`: what looks like a placeholder in it and is none, as it was typed. */
export type FilledResponse = { name: string; text: string; unknown: string[] };

/** The text with this ticket's values, as it is typed into a field. @throws UserError where there is no such response for them. */
export async function fillResponse(
  desk: Desk,
  actor: Actor,
  ticketNumber: string,
  responseId: number,
): Promise<FilledResponse> {
  const { prisma } = desk.database;
  const row = await readVisibleRow(desk, actor, ticketNumber);
  const response = worksOn(actor, row)
    ? await prisma.cannedResponse.findFirst({ where: { id: responseId, projectId: row.projectId } })
    : null;
  if (response === null) throw new UserError('This response is not there any more. Choose another one.');
  const agent = await prisma.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { displayName: true, realName: true },
  });
  const facts = {
    ticket: row.ticketNumber,
    title: row.title,
    project: row.project.name,
    reporter: nameIn(row.reporter),
    agent: nameIn(agent),
  };
  const { name, content } = response;
  return { name, text: fillIn(content, facts), unknown: unknownPlaceholders(content) };
}

function worksOn(actor: Actor, row: CardRow): boolean {
  return can(actor, 'comment_internal', factsFor(actor, permissionRowOf(row)));
}

function nameIn({ displayName, realName }: { displayName: string; realName: string }): string {
  return displayName || realName || 'there';
}
