/** What the page is told that a person sees: no more than Slack's client would show them, and all of it. */

import { describe, expect, test } from 'vitest';
import { box, webClient } from './box.js';
import { modal, plain, start, withModal } from './interactive.js';
import { lobbyOf, messagesFor, screenOf, tell } from './live.js';
import { channelId, prepare } from './prepared.js';

const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

describe('the lobby', () => {
  test('says who there is to be, and what the manifest declares', async () => {
    const command = { command: '/ticket', description: 'Ask for help', usageHint: 'new' };
    const slack = await box({ manifest: { appName: 'Desk', commands: [command], shortcuts: [] } });
    const lobby = await lobbyOf(slack);
    expect(lobby).toMatchObject({ appName: 'Desk', commands: [command], team: { name: /./ } });
    expect(Object.fromEntries(lobby.people.map(({ name, role }) => [name, role]))).toEqual({
      threadesk: 'app',
      Ada: 'owner',
      Ana: 'member',
      Ben: 'member',
      Bo: 'member',
      Cleo: 'member',
      Gus: 'guest',
      Olga: 'outsider',
    });
  });
});

describe('the sidebar', () => {
  test.each([
    ['Ana', ['general', 'hr-help', 'it-help', 'it-triage', 'partners']],
    ['Cleo', ['general', 'it-help', 'leads', 'partners']],
    ['Gus', ['it-help']],
    ['Olga', ['partners']],
  ])('%s finds what they are in and what they may join', async (name, expected) => {
    expect(names((await screenOf(await box(), name)).channels)).toEqual(expected);
  });

  test('direct messages and groups are there for the people in them, by the names of the others', async () => {
    const slack = await box();
    slack.person('Bo').post('@threadesk', 'hi');
    slack.person('Bo').groupWith(['Ana', 'Ben']);
    const direct = async (name: string) =>
      names((await screenOf(slack, name)).channels.filter(({ kind }) => kind === 'im' || kind === 'mpim'));
    expect(await direct('Bo')).toEqual(['Ana, Ben', 'threadesk']);
    expect(await direct('Ana')).toEqual(['Ben, Bo']);
    expect(await direct('Cleo')).toEqual([]);
  });

  test('an archived channel and one that is not joined are shown as such', async () => {
    const { slack } = await prepare();
    const { channels } = await screenOf(slack, 'Cleo');
    expect(channels.find(({ name }) => name === 'old')).toMatchObject({ isArchived: true, isMember: false });
    expect(channels.find(({ name }) => name === 'partners')).toMatchObject({ isShared: true, hasBot: true });
  });
});

describe('unread marks', () => {
  const unread = async (slack: Awaited<ReturnType<typeof box>>, name: string, channel = 'it-help') => {
    const row = (await screenOf(slack, name)).channels.find((each) => each.name === channel);
    return { count: row?.unreadCount, isPressing: row?.isPressing };
  };

  test('count what others say at the top, press where somebody is meant, and go with reading', async () => {
    const slack = await box();
    const bo = slack.person('Bo');
    bo.post('#it-help', 'one');
    expect(await unread(slack, 'Cleo')).toEqual({ count: 1, isPressing: false });
    expect(await unread(slack, 'Bo')).toEqual({ count: 0, isPressing: false });
    const { ts, channel } = bo.post('#it-help', 'two @cleo');
    expect(await unread(slack, 'Cleo')).toEqual({ count: 2, isPressing: true });
    expect(await tell(slack, 'read', { as: slack.person('Cleo').id, channel, ts })).toMatchObject({
      ok: true,
    });
    expect(await unread(slack, 'Cleo')).toEqual({ count: 0, isPressing: false });
    expect((await screenOf(slack, 'Cleo', { channel })).place?.readTs).toBe(ts);
    expect(await unread(slack, 'Ana')).toEqual({ count: 2, isPressing: false });
  });

  test('a reply in a thread is news for those who are in it', async () => {
    const slack = await box();
    const root = slack.person('Bo').post('#it-help', 'root');
    await tell(slack, 'read', { as: 'Cleo', channel: root.channel, ts: root.ts });
    slack.person('Ana').post('#it-help', 'reply', { threadTs: root.ts });
    expect(await unread(slack, 'Bo')).toEqual({ count: 1, isPressing: false });
    expect(await unread(slack, 'Cleo')).toEqual({ count: 0, isPressing: false });
  });

  test('who comes later has not missed what was said before, and a mark never goes back', async () => {
    const slack = await box();
    const [ada, ben] = [slack.person('Ada'), slack.person('Ben')];
    const { ts, channel } = ben.post('#it-triage', 'before');
    ada.invite('#it-triage', 'Cleo');
    expect(await unread(slack, 'Cleo', 'it-triage')).toEqual({ count: 0, isPressing: false });
    await tell(slack, 'read', { as: 'Cleo', channel, ts: '1.000000' });
    expect(await unread(slack, 'Cleo', 'it-triage')).toEqual({ count: 0, isPressing: false });
    expect(ts).not.toBe('');
  });

  test.each([
    ['what one cannot see', { as: 'Cleo', channel: '#it-triage', ts: '1.000000' }],
    ['nobody', { as: 'Zoe', channel: '#general', ts: '1.000000' }],
    ['no ts', { as: 'Bo', channel: '#general', ts: 'now' }],
  ])('%s cannot be read', async (_, body) => {
    expect(await tell(await box(), 'read', body)).toMatchObject({
      status: 400,
      error: expect.stringMatching(/ /),
    });
  });
});

describe('a conversation', () => {
  test('shows nothing of a channel that somebody cannot look into', async () => {
    const slack = await box();
    slack.person('Ben').post('#it-triage', 'secret');
    const screen = await screenOf(slack, 'Cleo', { channel: channelId(slack, 'it-triage') });
    expect(screen.place).toBeNull();
    expect(JSON.stringify(screen)).not.toMatch(/secret|it-triage/);
  });

  test('shows joins, files, reactions, edits, broadcasts and what is left of a deleted root', async () => {
    const slack = await box();
    const [bo, ana] = [slack.person('Bo'), slack.person('Ana')];
    const help = channelId(slack, 'it-help');
    slack.person('Ada').invite('#it-help', 'threadesk');
    const file = { name: 'log.txt', content: 'x'.repeat(5000) };
    const root = bo.post('#it-help', 'look', { files: [file, { name: 'a.png', mimetype: 'image/png' }] });
    bo.edit('#it-help', root.ts, 'look here');
    ana.react('#it-help', root.ts, 'eyes');
    const reply = ana.post('#it-help', 'also here', { threadTs: root.ts, broadcast: true });
    const messages = await messagesFor(slack, 'Cleo', help);
    expect(messages).toMatchObject([
      { subtype: 'channel_join', author: { name: 'threadesk' } },
      {
        ts: root.ts,
        author: { id: bo.id, name: 'Bo', isBot: false },
        text: 'look here',
        isEdited: true,
        files: [
          { name: 'log.txt', size: 5000, preview: 'x'.repeat(4000) },
          { name: 'a.png', preview: null },
        ],
        reactions: [{ name: 'eyes', userIds: [ana.id] }],
        replies: { count: 1, userIds: [ana.id], latestTs: reply.ts },
      },
      { ts: reply.ts, threadTs: root.ts, isBroadcast: true, replies: null },
    ]);
    bo.delete('#it-help', root.ts);
    const { place } = await screenOf(slack, 'Cleo', { channel: help, thread: root.ts });
    expect(place?.thread).toMatchObject([{ ts: root.ts, isTombstone: true }, { ts: reply.ts }]);
    expect(JSON.stringify(place)).not.toContain('look here');
  });

  test('shows an ephemeral message to the one person it is for, where it was said', async () => {
    const slack = await box();
    slack.person('Ada').invite('#it-help', 'threadesk');
    const channel = channelId(slack, 'it-help');
    const { ts } = slack.person('Bo').post('#it-help', 'root');
    const user = slack.person('Bo').id;
    await webClient(slack).chat.postEphemeral({ channel, user, text: 'psst', thread_ts: ts });
    const thread = async (name: string) =>
      (await screenOf(slack, name, { channel, thread: ts })).place?.thread?.map(({ text }) => text);
    expect(await thread('Bo')).toEqual(['root', 'psst']);
    expect(await thread('Ana')).toEqual(['root']);
    expect((await messagesFor(slack, 'Bo', channel)).filter(({ isEphemeral }) => isEphemeral)).toEqual([]);
  });

  test('keeps what somebody has picked in a message for them alone; others see what the app says is chosen', async () => {
    const { slack, client, bo } = await start();
    slack.person('Ada').invite('#it-help', 'threadesk');
    const options = ['Low', 'High'].map((label) => ({ text: plain(label), value: label }));
    const element = { type: 'static_select' as const, action_id: 'p', options, initial_option: options[0] };
    const blocks = [{ type: 'actions' as const, block_id: 'b', elements: [element] }];
    const channel = channelId(slack, 'it-help');
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'pick', blocks });
    await bo.choose({ channel, ts }, 'p', 'High');
    const chosen = async (name: string) => (await messagesFor(slack, name, channel)).at(-1)?.chosen;
    expect(await chosen('Bo')).toMatchObject({ b: { p: { selected_option: { value: 'High' } } } });
    expect(await chosen('Ana')).toMatchObject({ b: { p: { selected_option: { value: 'Low' } } } });
  });

  test('shows what an update says is chosen to whoever only pressed; what somebody picked stays until the block has another id', async () => {
    const { slack, client, bo } = await start();
    const ana = slack.person('Ana');
    slack.person('Ada').invite('#it-help', 'threadesk');
    const options = ['Low', 'High', 'Critical'].map((label) => ({ text: plain(label), value: label }));
    const button = { type: 'button' as const, action_id: 'take', text: plain('Take') };
    const card = (blockId: string, chosen: number) => {
      const menu = {
        type: 'static_select' as const,
        action_id: 'p',
        options,
        initial_option: options[chosen],
      };
      return { text: 'pick', blocks: [{ type: 'actions', block_id: blockId, elements: [menu, button] }] };
    };
    const channel = channelId(slack, 'it-help');
    const { ts = '' } = await client.chat.postMessage({ channel, ...card('b', 0) } as never);
    await bo.choose({ channel, ts }, 'p', 'High');
    await ana.press({ channel, ts }, 'take');
    const shown = async (name: string) => (await messagesFor(slack, name, channel)).at(-1)?.chosen;
    const holds = (blockId: string, value: string) => ({ [blockId]: { p: { selected_option: { value } } } });

    await client.chat.update({ channel, ts, ...card('b', 2) } as never);
    expect(await shown('Ana')).toMatchObject(holds('b', 'Critical'));
    expect(await shown('Bo')).toMatchObject(holds('b', 'High'));
    await client.chat.update({ channel, ts, ...card('c', 0) } as never);
    for (const name of ['Ana', 'Bo']) {
      expect(Object.keys((await shown(name)) ?? {})).toEqual(['c']);
      expect(await shown(name)).toMatchObject(holds('c', 'Low'));
    }
  });
});

describe('modals and the Home', () => {
  test('are shown to their person, bottom first, with what was typed and what was wrong', async () => {
    const { slack, bo, client, last } = await withModal(modal(), ({ payload }) =>
      payload.type === 'view_submission'
        ? { body: { response_action: 'errors', errors: { title: 'Say more' } } }
        : undefined,
    );
    await bo.fill({ Title: 'VPN' });
    await bo.submit();
    const trigger = String(last().trigger_id);
    await client.views.push({ trigger_id: trigger, view: modal([], { title: plain('Second') }) });
    await client.views.publish({
      user_id: bo.id,
      view: { type: 'home', blocks: [{ type: 'section', text: plain('My tickets') }] },
    });
    const screen = await screenOf(slack, 'Bo');
    expect(screen.modals).toMatchObject([
      {
        title: 'New ticket',
        submit: 'Create',
        close: null,
        callbackId: 'create',
        values: { title: { value: { value: 'VPN' } } },
        errors: { title: 'Say more' },
      },
      { title: 'Second' },
    ]);
    expect(screen.home).toMatchObject({ blocks: [{ text: { text: 'My tickets' } }] });
    expect(await screenOf(slack, 'Ana')).toMatchObject({ modals: [], home: null });
  });
});
