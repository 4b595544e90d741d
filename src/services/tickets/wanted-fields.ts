/** What was filled into the form for all fields, as values of a ticket: people as Slack names them become people of the desk. */
import type { FieldValues } from '../../domain/ticket-fields.js';
import type { Desk } from '../desk.js';
import { ensureUser } from '../users/ensure-user.js';
import { checkTags } from './change-tags.js';
import { checkTitle } from './check-texts.js';

/** Undefined: the form did not have it. */
export type TypedFields = Partial<
  Pick<FieldValues, 'title' | 'issueType' | 'priority' | 'tags' | 'isConfidential' | 'projectId'>
> & {
  /** Slack user ids. */
  reporter?: string;
  assignee?: string | null;
  watchers?: readonly string[];
};

/** Whoever is seen for the first time is asked of Slack, outside of every transaction. @throws UserError on the field of a title or tag that cannot be. */
export async function wantedFields(desk: Desk, typed: TypedFields): Promise<Partial<FieldValues>> {
  const { reporter, assignee, watchers, ...values } = typed;
  const idOf = async (slackUserId: string) => (await ensureUser(desk, slackUserId)).id;
  const watcherIds: number[] = [];
  for (const slackUserId of watchers ?? []) watcherIds.push(await idOf(slackUserId));
  return {
    ...values,
    ...(values.title === undefined ? {} : { title: checkTitle(values.title) }),
    ...(values.tags === undefined ? {} : { tags: checkTags(values.tags) }),
    ...(reporter === undefined ? {} : { reporterId: await idOf(reporter) }),
    ...(assignee === undefined ? {} : { assigneeId: assignee === null ? null : await idOf(assignee) }),
    ...(watchers === undefined ? {} : { watcherIds }),
  };
}
