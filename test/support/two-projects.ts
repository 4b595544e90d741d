/** HR of `makeItProject` with a triage channel of its own, for tests of tickets that move there. */
import type { Channel } from '../../src/database/generated/client.js';
import type { TestDesk } from './desk.js';
import type { ItProject } from './it-project.js';

export async function giveHrTriage(desk: TestDesk, it_: ItProject): Promise<Channel> {
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA', 'UBEN'] });
  desk.directory.addConversation('CHR', { kind: 'private', members: ['UHEDY'] });
  return desk.database.prisma.channel.create({
    data: {
      ...{ slackChannelId: 'CHR', name: 'hr-triage', kind: 'private', isBotMember: true },
      ...{ projectId: it_.hr.id, role: 'triage', readAt: desk.clock.now() },
    },
  });
}
