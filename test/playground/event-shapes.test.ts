/** What the box sends to the app against what Slack sends: every member that is always there, none that Slack does not send, none of another type. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_SUBSCRIPTIONS } from '../../playground/workspace/app-events.js';
import { prepare } from './prepared.js';
import { type RawApp, startRawApp } from './raw-app.js';
import { PAYLOAD_SHAPES, payloadDifferences } from './shapes.js';

/** Members that Slack is known to send, though neither its types nor a sample of the payload have them, and where that is known from. */
const SENT_TOO: Readonly<Record<string, string>> = {
  bot_profile: 'messages of apps, in answers of the Web API',
  is_locked: 'roots of threads, in answers of the Web API',
  latest_reply: 'roots of threads, in answers of the Web API',
  parent_user_id: 'replies of every kind',
  reply_users: 'roots of threads, in answers of the Web API',
  reply_users_count: 'roots of threads, in answers of the Web API',
  source_team: 'messages of outsiders, in answers of the Web API',
  team: 'messages that people write',
  user_team: 'messages of outsiders, in answers of the Web API',
  who_can_share_contact_card: 'users, in answers of the Web API',
};

/** What the bot itself does not subscribe to. */
const FURTHER = ['reaction_removed'];

type Prepared = Awaited<ReturnType<typeof prepare>> & { app: RawApp };

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const options = [{ text: plain('One'), value: 'one' }];
const CONTROLS = [
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'press', text: plain('Press'), value: 'x' },
      { type: 'static_select', action_id: 'pick', options },
      { type: 'overflow', action_id: 'more', options },
      { type: 'users_select', action_id: 'who' },
      { type: 'external_select', action_id: 'find', min_query_length: 0 },
    ],
  },
];
const MODAL = {
  type: 'modal',
  notify_on_close: true,
  title: plain('A form'),
  submit: plain('Go'),
  blocks: [
    ...CONTROLS,
    {
      type: 'input',
      label: plain('Words'),
      block_id: 'words',
      element: { type: 'plain_text_input', action_id: 'words' },
    },
  ],
};

/** People do everything of which the app is told. */
async function talk({ slack, client, ids }: Prepared): Promise<void> {
  const [ada, ben, olga] = [slack.person('Ada'), slack.person('Ben'), slack.person('Olga')];
  const root = ben.post('#it-triage', 'Down: *all* of it <https://example.com>');
  const reply = ben.post('#it-triage', 'since nine', { threadTs: root.ts });
  ben.post('#it-triage', 'aloud', { threadTs: root.ts, broadcast: true });
  ben.broadcastLater('#it-triage', reply.ts);
  ben.edit('#it-triage', reply.ts, 'since ten');
  ben.unfurl('#it-triage', root.ts);
  ben.post('#it-triage', '@threadesk hello');
  const filed = ben.post('#it-triage', 'look', { files: ['log.txt'] });
  ben.removeFile('#it-triage', filed.ts);
  ben.post('#it-triage', '', { files: ['other.txt'] });
  olga.post('#partners', 'from outside', { files: ['theirs.txt'] });
  ben.react('#it-triage', root.ts, 'eyes');
  ben.unreact('#it-triage', root.ts, 'eyes');
  ben.delete('#it-triage', reply.ts);
  ben.delete('#it-triage', root.ts);
  ben.post('@threadesk', 'psst');
  slack.workspace.integration('GitHub').post('#it-triage', 'Build failed');
  const own = await client.chat.postMessage({ channel: ids.triage, text: 'x', blocks: CONTROLS as never });
  await client.chat.update({ channel: ids.triage, ts: own.ts ?? '', text: 'y' });
  ben.forward('#it-triage', own.ts ?? '', '#it-triage', 'see');
  ada.openHome();
  await client.views.publish({ user_id: ada.id, view: { type: 'home', blocks: CONTROLS as never } });
  ada.openHome();
  ada.openHome('messages');
}

function live({ slack }: Prepared): void {
  const ada = slack.person('Ada');
  ada.invite('#it-triage', 'Cleo');
  ada.remove('#it-triage', 'Cleo');
  const room = ada.createChannel('room', { members: ['threadesk'] });
  ada.rename(room, 'hall');
  ada.archive(room);
  ada.unarchive(room);
  ada.convertToPrivate(room);
  ada.convertToPublic(room);
  ada.share(room);
  ada.unshare(room);
  const shared = ada.share(room, { changesId: true });
  ada.remove(shared, 'threadesk');
  const cellar = ada.createChannel('cellar', { isPrivate: true, members: ['threadesk'] });
  ada.rename(cellar, 'vault');
  ada.archive(cellar);
  ada.unarchive(cellar);
  ada.remove(cellar, 'threadesk');
  ada.deleteChannel(ada.createChannel('attic', { members: ['threadesk'] }));
  ada.deleteChannel(ada.createChannel('well', { isPrivate: true, members: ['threadesk'] }));
  ada.setProfile({ displayName: 'Adele' });
  slack.person('Cleo').setProfile({ isDeactivated: true });
  slack.workspace.hire({ name: 'Nina' });
}

async function press({ slack, client, ids, app }: Prepared): Promise<void> {
  const ben = slack.person('Ben');
  const posted = await client.chat.postMessage({ channel: ids.triage, text: 'x', blocks: CONTROLS as never });
  const target = { channel: ids.triage, ts: posted.ts ?? '' };
  await ben.press(target, 'press');
  await ben.choose(target, 'pick', 'One');
  await ben.choose(target, 'more', 'One');
  await ben.choose(target, 'who', 'Ana');
  await ben.options(target, 'find', '');
  await client.chat.postEphemeral({
    channel: ids.triage,
    user: ben.id,
    text: 'x',
    blocks: CONTROLS as never,
  });
  const whispered = slack.workspace.state.ephemerals.at(-1)?.ts ?? '';
  await ben.press({ channel: ids.triage, ts: whispered }, 'press');
  await ben.messageShortcut('a_message', ids.triage, target.ts);
  await ben.shortcut('from_anywhere');
  const opening = async () => {
    await ben.command('/ticket', 'new', { channel: '#it-triage' });
    const trigger = String(app.requests.at(-1)?.payload.trigger_id);
    await client.views.open({ trigger_id: trigger, view: MODAL as never });
    return { viewId: ben.view()?.viewId ?? '' };
  };
  const view = await opening();
  await ben.press(view, 'press');
  await ben.options(view, 'find', '');
  await ben.fill({ Words: 'some' });
  await ben.submit();
  await opening();
  await ben.closeView();
}

async function everything() {
  const ready = await prepare();
  const { slack } = ready;
  for (const further of FURTHER) slack.workspace.subscriptions.add(further);
  const app = await startRawApp(slack, ({ payload }) =>
    payload.type === 'block_suggestion' ? { body: { options } } : undefined,
  );
  const prepared = { ...ready, app };
  await talk(prepared);
  await press(prepared);
  live(prepared);
  await slack.settled();
  await app.stop();
  return { slack, payloads: app.requests.map(({ payload }) => payload) };
}

type Payload = Record<string, unknown>;

function nameOf(payload: Payload): string {
  if (payload.command !== undefined) return 'slash_command';
  const { type, subtype } = payload;
  return type === 'message' && subtype !== undefined ? `message.${subtype}` : String(type);
}

describe('what the box sends', () => {
  it('is what Slack sends, of every sort that there is', async () => {
    const { slack, payloads } = await everything();
    const events = payloads.filter(({ type }) => type === 'event_callback');
    const all: Payload[] = [...payloads, ...events.map(({ event }) => event as Payload)];
    const unlike = all.flatMap((payload) => {
      const name = nameOf(payload);
      const shape = PAYLOAD_SHAPES[name];
      return shape === undefined ? [`${name} is not documented`] : payloadDifferences(payload, shape, name);
    });
    const known = (difference: string) =>
      (/\.(\w+) is not documented$/.exec(difference)?.[1] ?? '') in SENT_TOO;
    expect([...new Set(unlike)].filter((difference) => !known(difference))).toEqual([]);
    expect([...new Set(all.map(nameOf))].sort()).toEqual(Object.keys(PAYLOAD_SHAPES).sort());
    const told = new Set(events.map(({ event }) => (event as Payload).type));
    const subscribed = [...DEFAULT_SUBSCRIPTIONS, ...FURTHER].map((each) =>
      each.startsWith('message.') ? 'message' : each,
    );
    expect([...told].sort()).toEqual([...new Set(subscribed)].sort());
    expect(slack.violations.filter(({ rule }) => rule !== 'no_fallback_text')).toEqual([]);
  });
});
