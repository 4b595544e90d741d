/** A step of setting up that was opened before another admin took it does not undo what they chose. */
import { expect, it } from 'vitest';
import type { Kit, ViewCall } from '../../../src/slack/kit.js';
import { SETUP_FIELD } from '../../../src/slack/modals/setup.js';
import { submitSetup } from '../../../src/slack/modals/submit-setup.js';
import { useTestDesk } from '../../support/desk.js';
import { makeItProject } from '../../support/it-project.js';

const fixture = useTestDesk();

it('a request channel that was left empty in it stays', async () => {
  const { desk } = fixture;
  const it_ = await makeItProject(desk);
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA'] });
  const call: ViewCall = {
    kit: { desk } as unknown as Kit,
    slackUserId: 'UADA',
    actor: () => it_.actor('ada'),
    metadata: JSON.stringify({ key: 'IT', step: 'channels' }),
    values: { [SETUP_FIELD.triageChannel]: { chosen: { selected_conversation: 'CTRIAGE' } } },
    viewBelowId: null,
    sourceKey: 'view:V1',
  };
  await submitSetup(call);
  const roles = await desk.database.prisma.channel.findMany({
    where: { projectId: it_.project.id },
    orderBy: { id: 'asc' },
    select: { slackChannelId: true, role: true },
  });
  expect(roles).toEqual([
    { slackChannelId: 'CTRIAGE', role: 'triage' },
    { slackChannelId: 'CHELP', role: 'request' },
  ]);
});
