/** What people do, and the events that Slack sends for it, in the shapes recorded from live workspaces. */

import { describe, expect, test } from 'vitest';
import { box, eventsOf, webClient } from './box.js';

const TRIAGE = '#it-triage';

async function triage() {
  const slack = await box();
  return { slack, ben: slack.person('Ben'), ana: slack.person('Ana') };
}

describe('messages', () => {
  test('a post carries what a live one does', async () => {
    const { slack, ben } = await triage();
    const { ts, channel } = ben.post(TRIAGE, 'hello *world*');
    const [event] = eventsOf(slack);
    expect(event).toEqual({
      type: 'message',
      client_msg_id: expect.any(String),
      text: 'hello *world*',
      user: ben.id,
      ts,
      team: slack.workspace.state.team.id,
      blocks: [
        {
          type: 'rich_text',
          block_id: expect.any(String),
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'hello *world*' }] }],
        },
      ],
      channel,
      event_ts: ts,
      channel_type: 'group',
    });
  });

  test.each([
    ['a mention by name', 'ask @ana', (ana: string) => `ask <@${ana}>`],
    ['a mention by id', 'ask <@{ana}>', (ana: string) => `ask <@${ana}>`],
    ['a typed broadcast code is only text', '<!channel> & co', () => '&lt;!channel&gt; &amp; co'],
    ['a broadcast from the menu', '@here look', () => '<!here> look'],
    ['an address is no mention', 'write to a@ana.example', () => 'write to a@ana.example'],
    ['a link', 'see https://example.com/?a=1&b=2', () => 'see <https://example.com/?a=1&amp;b=2>'],
    ['nobody known', 'hi @zoe', () => 'hi @zoe'],
  ])('%s', async (_, typed, expected) => {
    const { slack, ben, ana } = await triage();
    ben.post(TRIAGE, typed.replace('{ana}', ana.id));
    expect(eventsOf(slack)[0]?.text).toBe(expected(ana.id));
  });

  test('an edit is message_changed with the message, what it was before, and who edited it', async () => {
    const { slack, ben } = await triage();
    const { ts } = ben.post(TRIAGE, 'one');
    ben.edit(TRIAGE, ts, 'two');
    const event = eventsOf(slack)[1];
    expect(event).toMatchObject({
      subtype: 'message_changed',
      hidden: true,
      message: {
        ts,
        text: 'two',
        user: ben.id,
        edited: { user: ben.id, ts: expect.stringMatching(/\.000000$/) },
      },
      previous_message: { ts, text: 'one' },
      channel_type: 'group',
    });
    expect(event?.ts).not.toBe(ts);
  });

  test('link previews, removed files and late broadcasts are message_changed without an edit', async () => {
    const { slack, ben } = await triage();
    const root = ben.post(TRIAGE, 'see https://example.com').ts;
    ben.unfurl(TRIAGE, root);
    const reply = ben.post(TRIAGE, 'a picture', { threadTs: root, files: ['a.png'] }).ts;
    ben.removeFile(TRIAGE, reply);
    const late = ben.post(TRIAGE, 'for all', { threadTs: root }).ts;
    ben.broadcastLater(TRIAGE, late);
    const changes = eventsOf(slack).filter(({ subtype }) => subtype === 'message_changed');
    expect(changes).toMatchObject([
      { message: { ts: root, attachments: [{ id: 1 }] } },
      { message: { ts: reply, files: [{ mode: 'tombstone' }] } },
      { message: { ts: late, subtype: 'thread_broadcast' } },
    ]);
    for (const { message } of changes) expect(message).not.toHaveProperty('edited');
  });

  test('deleting a reply is message_deleted; deleting a root with replies leaves a tombstone', async () => {
    const { slack, ben } = await triage();
    const root = ben.post(TRIAGE, 'root').ts;
    const reply = ben.post(TRIAGE, 'reply', { threadTs: root }).ts;
    ben.post(TRIAGE, 'another', { threadTs: root });
    ben.delete(TRIAGE, reply);
    ben.delete(TRIAGE, root);
    const [deleted, tombstone] = eventsOf(slack).slice(-2);
    expect(deleted).toMatchObject({
      subtype: 'message_deleted',
      deleted_ts: reply,
      previous_message: { ts: reply, text: 'reply', thread_ts: root, parent_user_id: ben.id },
    });
    expect(tombstone).toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone', user: 'USLACKBOT', ts: root, thread_ts: root, reply_count: 1 },
      previous_message: { text: 'root' },
    });
  });

  test('a broadcast reply is one thread_broadcast that carries its root', async () => {
    const { slack, ben } = await triage();
    const root = ben.post(TRIAGE, 'root').ts;
    ben.post(TRIAGE, 'loud', { threadTs: root, broadcast: true });
    expect(eventsOf(slack).slice(1)).toMatchObject([
      { subtype: 'thread_broadcast', thread_ts: root, root: { ts: root, text: 'root' } },
    ]);
  });

  test('file shares name no team, and have blocks only with text', async () => {
    const { slack, ben } = await triage();
    ben.post(TRIAGE, '', { files: [{ name: 'log.txt', size: 7 }] });
    ben.post(TRIAGE, 'the log', { files: ['log.txt'] });
    const [bare, worded] = eventsOf(slack);
    expect(bare).toMatchObject({ subtype: 'file_share', text: '', files: [{ name: 'log.txt', size: 7 }] });
    expect(bare).not.toHaveProperty('team');
    expect(bare).not.toHaveProperty('blocks');
    expect(worded).toHaveProperty('blocks');
  });

  test("an outsider's file is a stub to ask about, and their team is another", async () => {
    const slack = await box();
    slack.person('Olga').post('#partners', 'see', { files: ['plan.pdf'] });
    const [event] = eventsOf(slack);
    expect(event?.files).toEqual([
      {
        id: expect.any(String),
        mode: 'file_access',
        file_access: 'check_file_info',
        created: 0,
        timestamp: 0,
        user: '',
      },
    ]);
    const [id = ''] = slack.workspace.state.files.keys();
    const { file } = await webClient(slack).files.info({ file: id });
    expect(file?.name).toBe('plan.pdf');
  });

  test('/me and other bots have their subtypes', async () => {
    const { slack, ben } = await triage();
    ben.post(TRIAGE, 'waves', { asMe: true });
    slack.workspace.integration('GitHub').post(TRIAGE, 'Build failed');
    expect(eventsOf(slack)).toMatchObject([
      { subtype: 'me_message', user: ben.id },
      { subtype: 'bot_message', username: 'GitHub', bot_id: expect.stringMatching(/^B/) },
    ]);
    expect(eventsOf(slack)[1]).not.toHaveProperty('user');
  });

  test("the app's own posts come back with bot_id, app_id and metadata", async () => {
    const { slack, ben } = await triage();
    const metadata = { event_type: 'post', event_payload: { id: 1 } };
    const { channel } = ben.post(TRIAGE, 'x');
    await webClient(slack).chat.postMessage({ channel, text: 'card', metadata });
    const { app } = slack.workspace.state;
    expect(eventsOf(slack)[1]).toMatchObject({
      bot_id: app.botId,
      app_id: app.id,
      user: app.botUserId,
      metadata,
    });
  });
});

describe('who is told', () => {
  test('a mention is two events with one ts, but one in direct messages', async () => {
    const { slack, ben } = await triage();
    const { ts } = ben.post(TRIAGE, 'hey @threadesk');
    ben.post('@threadesk', 'hey @threadesk');
    expect(eventsOf(slack, 'app_mention')).toMatchObject([{ ts, user: ben.id }]);
    expect(eventsOf(slack).map(({ channel_type }) => channel_type)).toEqual(['group', 'im']);
  });

  test('the bot hears nothing of a channel before it joins and after it leaves', async () => {
    const slack = await box();
    const ada = slack.person('Ada');
    ada.post('#it-help', 'before');
    ada.invite('#it-help', 'threadesk');
    ada.post('#it-help', 'while');
    ada.remove('#it-help', 'threadesk');
    ada.post('#it-help', 'after');
    expect(slack.events.map(({ event }) => event.subtype ?? event.text ?? event.type)).toEqual([
      'member_joined_channel',
      'channel_join',
      'while',
      'member_left_channel',
      'channel_left',
    ]);
  });

  test('only what the app subscribed to is sent', async () => {
    const slack = await box({ subscriptions: ['reaction_added'] });
    const ben = slack.person('Ben');
    const { ts } = ben.post(TRIAGE, 'hello');
    ben.react(TRIAGE, ts, ':ticket:');
    ben.unreact(TRIAGE, ts, 'ticket');
    expect(slack.events.map(({ event }) => event)).toMatchObject([
      {
        type: 'reaction_added',
        user: ben.id,
        reaction: 'ticket',
        item: { type: 'message', ts },
        item_user: ben.id,
      },
    ]);
  });

  test.each([
    ['#it-triage', 'group_rename', 'group_archive'],
    ['#partners', 'channel_rename', 'channel_archive'],
  ])('renaming and archiving %s', async (channel, renamed, archived) => {
    const slack = await box();
    const ada = slack.person('Ada');
    ada.rename(channel, 'elsewhere');
    ada.archive('#elsewhere');
    expect(slack.events.map(({ event }) => event.type)).toEqual([renamed, archived]);
  });

  test('a channel made private says so in a message of the private kind, and is private from then on', async () => {
    const slack = await box();
    slack.person('Ada').convertToPrivate('#partners');
    expect(eventsOf(slack)).toMatchObject([{ subtype: 'channel_convert_to_private', channel_type: 'group' }]);
    const [id] = [...slack.workspace.state.channels.values()].filter(({ name }) => name === 'partners');
    const { channel } = await webClient(slack).conversations.info({ channel: id?.id ?? '' });
    expect(channel).toMatchObject({ is_private: true, is_channel: false });
  });

  test('sharing may change the id, and the old one is gone', async () => {
    const slack = await box();
    const ada = slack.person('Ada');
    const old = ada.post(TRIAGE, 'hello').channel;
    const id = ada.share(TRIAGE, { changesId: true });
    expect(eventsOf(slack, 'channel_id_changed')).toMatchObject([
      { old_channel_id: old, new_channel_id: id },
    ]);
    expect(eventsOf(slack, 'channel_shared')).toMatchObject([{ channel: id }]);
    expect(ada.sees(id).map(({ text }) => text)).toEqual(['hello']);
    await expect(webClient(slack).conversations.info({ channel: old })).rejects.toThrow('channel_not_found');
  });

  test('profiles and newcomers', async () => {
    const slack = await box();
    slack.person('Ana').setProfile({ tz: 'Asia/Tokyo', isAdmin: true });
    slack.workspace.hire({ name: 'Nia', tz: 'Europe/Paris' });
    expect(eventsOf(slack, 'user_change')).toMatchObject([{ user: { tz: 'Asia/Tokyo', is_admin: true } }]);
    expect(eventsOf(slack, 'team_join')).toMatchObject([{ user: { name: 'nia', tz: 'Europe/Paris' } }]);
    expect(slack.person('Nia').sees('#general')).toEqual([]);
  });
});

describe('what people cannot do', () => {
  test.each<[string, (people: Awaited<ReturnType<typeof triage>>['slack']) => unknown]>([
    ['post where they are not', (slack) => slack.person('Bo').post(TRIAGE, 'x')],
    [
      'edit what others wrote',
      (slack) => {
        const { ts } = slack.person('Ben').post(TRIAGE, 'x');
        slack.person('Ana').edit(TRIAGE, ts, 'y');
      },
    ],
    ['join a private channel', (slack) => slack.person('Bo').join(TRIAGE)],
    ['join any channel as a guest', (slack) => slack.person('Gus').join('#general')],
    [
      'delete what others wrote',
      (slack) => {
        const { ts } = slack.person('Ben').post(TRIAGE, 'x');
        slack.person('Ana').delete(TRIAGE, ts);
      },
    ],
    [
      'react to what they cannot see',
      (slack) => {
        const { ts } = slack.person('Ben').post(TRIAGE, 'x');
        slack.person('Bo').react(TRIAGE, ts, 'eyes');
      },
    ],
  ])('%s', async (_, act) => {
    const slack = await box();
    expect(() => act(slack)).toThrow();
  });

  test('outsiders run no commands', async () => {
    const slack = await box();
    await expect(slack.person('Olga').command('/ticket', '', { channel: '#partners' })).rejects.toThrow(
      'outside',
    );
  });

  test('one sees neither private channels one is not in, nor what only others see, nor, as a guest, other channels', async () => {
    const slack = await box();
    const { channel } = slack.person('Ben').post(TRIAGE, 'secret');
    await webClient(slack).chat.postEphemeral({ channel, user: slack.person('Ben').id, text: 'only Ben' });
    slack.person('Ada').post('#general', 'all hands');
    expect(slack.person('Bo').sees(TRIAGE)).toEqual([]);
    expect(
      slack
        .person('Ana')
        .sees(TRIAGE)
        .map(({ text }) => text),
    ).toEqual(['secret']);
    expect(
      slack
        .person('Ben')
        .sees(TRIAGE)
        .map(({ text }) => text),
    ).toEqual(['secret', 'only Ben']);
    expect(slack.person('Gus').sees('#general')).toEqual([]);
    expect(slack.person('Cleo').sees('#general')).toHaveLength(1);
  });
});
