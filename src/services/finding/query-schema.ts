/** A query as it comes back from where it was put, a button or a row: read like any other input. */
import { z } from 'zod';
import { isDayWord } from '../../domain/day-range.js';
import { ISSUE_TYPES } from '../../domain/issue-type.js';
import { PRIORITIES } from '../../domain/priority.js';
import { LIST_SCOPES } from '../../domain/ticket-query.js';
import { STATUSES } from '../../domain/ticket-status.js';

const person = z.union([
  z.object({ kind: z.literal('me') }),
  z.object({ kind: z.literal('user'), slackUserId: z.string().max(20) }),
]);

const day = z.string().max(10).refine(isDayWord).exactOptional();
const days = z.object({ since: day, after: day, before: day, until: day });

export const ticketQuerySchema = z.object({
  scope: z.enum(LIST_SCOPES),
  filters: z.object({
    project: z.string().max(10).exactOptional(),
    priority: z.enum(PRIORITIES).exactOptional(),
    status: z.enum(STATUSES).exactOptional(),
    type: z.enum(ISSUE_TYPES).exactOptional(),
    tag: z.string().exactOptional(),
    assignee: z.union([person, z.object({ kind: z.literal('nobody') })]).exactOptional(),
    reporter: person.exactOptional(),
    created: days.exactOptional(),
    updated: days.exactOptional(),
    confidential: z.boolean().exactOptional(),
  }),
  words: z.array(z.string()),
});
