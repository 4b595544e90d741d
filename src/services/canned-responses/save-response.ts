/** An agent writes a canned response, or writes one anew. */
import { lockProjectSql } from '../../database/sql/lock-project.js';
import { inTransaction, isUniqueViolation, type Tx } from '../../database/transaction.js';
import {
  RESPONSE_CONTENT_MAX,
  RESPONSE_NAME_MAX,
  RESPONSES_MAX,
  tidyResponseName,
} from '../../domain/canned-response.js';
import type { Actor } from '../../domain/permissions.js';
import { storableText } from '../../domain/storable-text.js';
import { isInvisible } from '../../domain/visible-text.js';
import { UserError } from '../../errors.js';
import type { Desk } from '../desk.js';
import { recordAudit } from '../record-audit.js';
import { requireResponseKeeper } from './project-responses.js';

/** `editing` null: a new one. `changedAt`: the state that the form was filled with. */
export type ResponseInput = {
  name: string;
  content: string;
  editing: { id: number; changedAt: Date } | null;
};

/** The fields of the form, as refusals name them. */
export const RESPONSE_FIELDS = { name: 'name', content: 'content' } as const;

/** The same form sent twice is one response. @throws UserError on the field. */
export async function saveResponse(
  desk: Desk,
  actor: Actor,
  key: string,
  input: ResponseInput,
): Promise<{ id: number; name: string; content: string }> {
  const checked = check(input);
  try {
    return await inTransaction(desk.database, async (tx) => {
      const { id: projectId } = await requireResponseKeeper(tx, actor, key);
      await tx.$queryRaw(lockProjectSql(projectId));
      const saving = { projectId, actorId: actor.userId, now: desk.clock.now(), ...checked };
      const id =
        input.editing === null ? await add(tx, saving) : await change(tx, saving, input.editing, checked);
      return { id, ...checked };
    });
  } catch (error) {
    throw isUniqueViolation(error, 'canned_responses_project_id_name_key') ? nameTaken(checked.name) : error;
  }
}

type Saving = { projectId: number; actorId: number; now: Date; name: string; content: string };

async function add(tx: Tx, { projectId, actorId, now, name, content }: Saving): Promise<number> {
  const same = await tx.cannedResponse.findFirst({
    where: { projectId, name, content, createdById: actorId },
    select: { id: true },
  });
  if (same !== null) return same.id;
  if ((await tx.cannedResponse.count({ where: { projectId } })) >= RESPONSES_MAX) {
    throw refused('name', `A project has at most ${RESPONSES_MAX} responses. Delete one that nobody uses.`);
  }
  const data = { projectId, name, content, createdById: actorId, updatedById: actorId };
  const { id } = await tx.cannedResponse.create({
    data: { ...data, createdAt: now, updatedAt: now },
    select: { id: true },
  });
  await audit(tx, { projectId, actorId, now, responseId: id });
  return id;
}

async function change(
  tx: Tx,
  { projectId, actorId, now }: Saving,
  { id, changedAt }: { id: number; changedAt: Date },
  { name, content }: { name: string; content: string },
): Promise<number> {
  const row = await tx.cannedResponse.findFirst({ where: { id, projectId } });
  if (row === null) {
    throw refused(
      'name',
      'This response was deleted meanwhile. To keep it, choose “New response” and save it there.',
    );
  }
  if (row.name === name && row.content === content) return id;
  if (row.updatedAt.getTime() !== changedAt.getTime()) {
    throw refused(
      'content',
      'Somebody has changed this response meanwhile. Copy your text, and choose it again.',
    );
  }
  await tx.cannedResponse.update({
    where: { id },
    data: { name, content, updatedById: actorId },
    select: { id: true },
  });
  await audit(tx, { projectId, actorId, now, responseId: id });
  return id;
}

async function audit(
  tx: Tx,
  { actorId, now, ...subject }: { projectId: number; actorId: number; now: Date; responseId: number },
): Promise<void> {
  await recordAudit(tx, { actorId, action: 'response_saved', subject, now });
}

/** Lengths count code points, as PostgreSQL and Slack do. */
function check(input: ResponseInput): { name: string; content: string } {
  const name = tidyResponseName(input.name);
  const content = storableText(input.content).trim();
  if (isInvisible(name)) throw refused('name', 'Give it a name to find it by, for example “VPN reset”.');
  if (isInvisible(content)) throw refused('content', 'Write what it says.');
  requireLength('name', name, RESPONSE_NAME_MAX);
  requireLength('content', content, RESPONSE_CONTENT_MAX);
  return { name, content };
}

function requireLength(field: keyof typeof RESPONSE_FIELDS, text: string, max: number): void {
  const length = [...text].length;
  if (length <= max) return;
  throw refused(
    field,
    `At most ${max.toLocaleString('en')} characters; this has ${length.toLocaleString('en')}.`,
  );
}

function nameTaken(name: string): UserError {
  return refused(
    'name',
    `There is a response called “${name}” already. Choose it above to change it, or take another name.`,
  );
}

function refused(field: keyof typeof RESPONSE_FIELDS, message: string): UserError {
  return new UserError(message, { field: RESPONSE_FIELDS[field] });
}
