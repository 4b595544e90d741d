/** Remembers events that cannot be placed yet, so that what Slack delivers too early is not lost. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { IncomingMessage } from '../../domain/incoming-message.js';
import { isSlackTs } from '../../domain/slack-ts.js';
import type { Desk } from '../desk.js';

/** An event that is about a message: everything but `ignored`. */
export type MessageEvent = Exclude<IncomingMessage, { kind: 'ignored' }>;

export type EarlyEvent = { id: number; message: MessageEvent };

/** More than people write in a thread while its root is being posted. */
const READ_MAX = 500;

const slackTs = z.string().refine(isSlackTs);

const baseShape = {
  channel: z.string(),
  channelType: z.enum(['channel', 'group', 'im', 'mpim']).nullable(),
  ts: slackTs,
  threadTs: slackTs.nullable(),
  files: z.array(
    z.object({
      slackFileId: z.string(),
      name: z.string(),
      mimeType: z.string().nullable(),
      sizeBytes: z.number().nullable(),
      urlPrivate: z.string().nullable(),
    }),
  ),
};

const eventSchema: z.ZodType<MessageEvent> = z.discriminatedUnion('kind', [
  z.object({
    ...baseShape,
    kind: z.literal('posted'),
    user: z.string(),
    userTeam: z.string().nullable(),
    text: z.string(),
    parentUser: z.string().nullable(),
    isBroadcast: z.boolean(),
    isMe: z.boolean(),
  }),
  z.object({
    ...baseShape,
    kind: z.literal('edited'),
    user: z.string(),
    userTeam: z.string().nullable(),
    editor: z.string(),
    text: z.string(),
    previousText: z.string().nullable(),
    editTs: slackTs,
  }),
  z.object({ ...baseShape, kind: z.literal('files_changed'), user: z.string() }),
  z.object({
    ...baseShape,
    kind: z.literal('deleted'),
    user: z.string().nullable(),
    previousText: z.string().nullable(),
    deletedAtTs: slackTs,
    isTombstone: z.boolean(),
  }),
]);

/** Kept under the id that the channel has now: an event that comes late may name the one it had before. */
async function currentId({ database }: Desk, slackChannelId: string): Promise<string> {
  const alias = await database.prisma.channelAlias.findUnique({
    where: { slackChannelId },
    select: { channel: { select: { slackChannelId: true } } },
  });
  return alias?.channel.slackChannelId ?? slackChannelId;
}

/** Whether events wait for this message or thread. */
export async function isAwaited(desk: Desk, slackChannelId: string, awaitedTs: string): Promise<boolean> {
  const kept = await desk.database.prisma.earlyEvent.findFirst({
    where: { slackChannelId: await currentId(desk, slackChannelId), threadTs: awaitedTs },
    select: { id: true },
  });
  return kept !== null;
}

/** `awaitedTs`: the root of the thread that is not known yet, or the ts of the message that has not come yet. */
export async function keepEarly(desk: Desk, awaitedTs: string, message: MessageEvent): Promise<void> {
  await desk.database.prisma.earlyEvent.createMany({
    data: [
      {
        slackChannelId: await currentId(desk, message.channel),
        threadTs: awaitedTs,
        eventKey: keyOf(message),
        message,
        recordedAt: desk.clock.now(),
      },
    ],
    skipDuplicates: true,
  });
}

/** In the order in which they came. One that cannot be read (an older version wrote it) is left out and logged. */
export async function readEarly(
  desk: Desk,
  slackChannelId: string,
  awaitedTs: string,
): Promise<EarlyEvent[]> {
  const rows = await desk.database.prisma.earlyEvent.findMany({
    where: { slackChannelId: await currentId(desk, slackChannelId), threadTs: awaitedTs },
    orderBy: { id: 'asc' },
    take: READ_MAX,
    select: { id: true, message: true },
  });
  return rows.flatMap(({ id, message }) => {
    const parsed = eventSchema.safeParse(message);
    if (parsed.success) return [{ id, message: parsed.data }];
    desk.log.error({ earlyEventId: id }, 'early event not readable');
    return [];
  });
}

/** Once it is placed. Without effect where another process did so first. */
export async function forgetEarly(desk: Desk, id: number): Promise<void> {
  await desk.database.prisma.earlyEvent.deleteMany({ where: { id } });
}

/** Two edits can share Slack's second, so what they say is part of their key. */
function keyOf(message: MessageEvent): string {
  const place = `${message.kind}:${message.channel}:${message.ts}`;
  if (message.kind === 'edited') return `${place}:${message.editTs}:${digest(message.text)}`;
  if (message.kind === 'files_changed') {
    return `${place}:${digest(message.files.map((file) => file.slackFileId).join())}`;
  }
  return place;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
