/** Panes ask again when the version of the screens rises: it does with all that somebody sees, and not with what nobody does. */
import { expect, test } from 'vitest';
import { screenOf as screenIn } from '../../playground/live/screen.js';
import type { SlackServer } from '../../playground/server.js';
import { box, webClient } from './box.js';
import { field, modal, plain, TRIAGE } from './interactive.js';
import { tell } from './live.js';
import { channelId } from './prepared.js';
import { startRawApp } from './raw-app.js';

/** All that anybody could look at. */
function screens({ workspace, person }: SlackServer): string {
  const { members, channels, messages } = workspace.state;
  return JSON.stringify(
    [...members.keys()].flatMap((as) =>
      [...channels.keys()].flatMap((channel) =>
        [undefined, ...(messages.get(channel) ?? []).map(({ ts }) => ts)].map((thread) =>
          screenIn(workspace, { as, channel, thread }, person(as).chosenIn),
        ),
      ),
    ),
  );
}

async function opened() {
  const slack = await box();
  const app = await startRawApp(slack, ({ payload }) =>
    payload.type === 'view_submission'
      ? { body: { response_action: 'errors', errors: { note: 'Too short' } } }
      : payload.command === undefined
        ? undefined
        : { body: { text: 'done' } },
  );
  const client = webClient(slack);
  const channel = channelId(slack, 'it-triage');
  const version = () => slack.workspace.screenVersion;
  const trigger = () => String(app.requests.at(-1)?.payload.trigger_id);
  return { slack, client, channel, version, trigger };
}

test('rises with whatever changes a screen', async () => {
  const { slack, client, channel, version, trigger } = await opened();
  const [ana, bo] = [slack.person('Ana'), slack.person('Bo')];
  const picker = {
    ...{ type: 'static_select' as const, action_id: 'pick', placeholder: plain('Pick') },
    options: [{ text: plain('One'), value: '1' }],
  };
  let ts = '';
  let card = '';
  const DOINGS: Record<string, () => unknown> = {
    post: () => {
      ts = ana.post(TRIAGE, 'hello').ts;
    },
    reply: () => ana.post(TRIAGE, 'again', { threadTs: ts }),
    edit: () => ana.edit(TRIAGE, ts, 'hello!'),
    react: () => ana.react(TRIAGE, ts, 'eyes'),
    read: () => tell(slack, 'read', { as: 'Ben', channel: TRIAGE, ts }),
    command: () => bo.command('/ticket', 'x', { channel: '#it-help' }),
    open: async () => {
      const view = modal([{ ...field('note', 'Note', { type: 'plain_text_input' }), block_id: 'note' }]);
      await client.views.open({ trigger_id: trigger(), view });
    },
    fill: () => bo.fill({ Title: 'VPN', Note: 'x' }),
    'submit, refused': () => bo.submit(),
    close: () => bo.closeView(),
    card: async () => {
      const blocks = [{ type: 'actions' as const, block_id: 'b', elements: [picker] }];
      card = String((await client.chat.postMessage({ channel, text: 'card', blocks })).ts);
    },
    choose: () => ana.choose({ channel, ts: card }, 'pick', 'One'),
    update: () => client.chat.update({ channel, ts: card, text: 'card 2', blocks: [] }),
    home: () =>
      client.views.publish({ user_id: ana.id, view: { type: 'home', blocks: [{ type: 'divider' }] } }),
    delete: () => client.chat.delete({ channel, ts: card }),
    join: () => client.conversations.join({ channel: channelId(slack, 'it-help') }),
    'direct messages': () => client.conversations.open({ users: bo.id }),
    private: () => tell(slack, 'faults', { do: 'makePrivate', with: ['#it-help'] }),
    remove: () => tell(slack, 'faults', { do: 'removeBot', with: ['#it-help'] }),
    hire: () => slack.workspace.hire({ name: 'Dora' }),
  };
  for (const [what, act] of Object.entries(DOINGS)) {
    const before = { shown: screens(slack), version: version() };
    await act();
    await slack.settled();
    const isShown = screens(slack) !== before.shown;
    expect({ what, isShown, isTold: version() > before.version }).toEqual({
      what,
      isShown: true,
      isTold: true,
    });
  }
});

test('stays with what nobody sees: reading, connecting, acks of events, faults, and the trail', async () => {
  const { slack, client, channel, version } = await opened();
  const { ts } = slack.person('Ana').post(TRIAGE, 'hello');
  await slack.settled();
  const before = version();
  await client.auth.test();
  await client.users.list({});
  await client.conversations.info({ channel });
  await client.conversations.history({ channel });
  await client.conversations.replies({ channel, ts });
  await client.conversations.members({ channel });
  await tell(slack, 'faults', { do: 'api', with: ['users.info', { kind: 'status', status: 500 }] });
  await client.users.info({ user: slack.person('Bo').id }).catch(() => undefined);
  await tell(slack, 'faults', { do: 'refuseConnections' });
  expect(version()).toBe(before);
});
