/** Makes sure that whoever appears in Slack has a row, with their profile once Slack has told it. */
import type { User } from '../../database/generated/client.js';
import type { Desk, SlackProfile } from '../desk.js';
import { syncUser } from './sync-user.js';

/**
 * The row, made at first sight. Slack is asked, outside every transaction, until it has told the profile; while it does not answer
 * there is a placeholder with `profileReadAt` null.
 */
export async function ensureUser(desk: Desk, slackUserId: string): Promise<User> {
  const known = await desk.database.prisma.user.findUnique({ where: { slackUserId } });
  if (known !== null && known.profileReadAt !== null) return known;
  const profile = await readProfile(desk, slackUserId);
  if (profile !== null) return syncUser(desk, profile);
  return known ?? makePlaceholder(desk, slackUserId);
}

async function readProfile(desk: Desk, slackUserId: string): Promise<SlackProfile | null> {
  try {
    return await desk.directory.readProfile(slackUserId);
  } catch (error) {
    desk.log.warn({ slackUserId, err: error }, 'profile not read');
    return null;
  }
}

async function makePlaceholder(desk: Desk, slackUserId: string): Promise<User> {
  const { prisma } = desk.database;
  const now = desk.clock.now();
  await prisma.user.createMany({
    data: [{ slackUserId, displayName: slackUserId, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  });
  return prisma.user.findUniqueOrThrow({ where: { slackUserId } });
}
