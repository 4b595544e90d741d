/** A step of setting up does what was chosen in it, whole or not at all, and does not undo what another admin chose meanwhile. */
import { beforeEach, expect, it } from 'vitest';
import type { Kit, ViewCall } from '../../../src/slack/kit.js';
import { SETUP_FIELD } from '../../../src/slack/modals/setup.js';
import { submitSetup } from '../../../src/slack/modals/submit-setup.js';
import { useTestDesk } from '../../support/desk.js';
import { type ItProject, makeItProject } from '../../support/it-project.js';

const fixture = useTestDesk();
let it_: ItProject;

beforeEach(async () => {
  it_ = await makeItProject(fixture.desk);
});

const submit = (step: string, values: ViewCall['values']) =>
  submitSetup({
    kit: { desk: fixture.desk } as unknown as Kit,
    slackUserId: 'UADA',
    actor: () => it_.actor('ada'),
    metadata: JSON.stringify({ key: 'IT', step }),
    values,
    viewBelowId: null,
    sourceKey: 'view:V1',
  });

it('a request channel that was left empty in it stays', async () => {
  const { desk } = fixture;
  desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA'] });
  await submit('channels', {
    [SETUP_FIELD.triageChannel]: { chosen: { selected_conversation: 'CTRIAGE' } },
  });
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

const addAgents = (...users: string[]) =>
  submit('agents', { [SETUP_FIELD.agents]: { chosen: { selected_users: users } } });
const added = async () => {
  const where = { projectId: it_.project.id, isAdded: true };
  const rows = await fixture.desk.database.prisma.projectAgent.findMany({ where, include: { user: true } });
  return rows.map(({ user }) => user.displayName).sort();
};

it('whoever is chosen as an agent becomes one', async () => {
  await addAgents('UBO', 'UCLEO', 'UBO');
  expect(await added()).toEqual(['bo', 'cleo']);
});

it('nobody becomes an agent where one of them cannot, and all who cannot are named', async () => {
  await expect(addAgents('UBO', 'UGUS', 'UCLEO', 'UOLGA')).rejects.toThrow(
    'Nobody was added: only full members of this workspace can be agents. gus is a guest; olga is from outside of this workspace. Leave out whoever cannot, and continue.',
  );
  expect(await added()).toEqual([]);
});

it('nobody becomes an agent while Slack does not say who one of them is', async () => {
  await expect(addAgents('UBO', 'UNOBODY')).rejects.toThrow(
    'UNOBODY is somebody of whom Slack does not say who they are: try again in a moment.',
  );
  expect(await added()).toEqual([]);
});
