/** What people say, and the events that Slack sends for it, in the shapes recorded from live workspaces. */

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
    [
      'a typed address ends before a bar, so that none passes for another',
      '<https://evil.example|https://good.example>',
      () => '&lt;<https://evil.example>|<https://good.example>&gt;',
    ],
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

  test('a forwarded message is one of their own with the other attached, and its words where one may read it', async () => {
    const { slack, ben, ana } = await triage();
    const { ts, channel } = ana.post(TRIAGE, 'The VPN is down');
    ben.forward(TRIAGE, ts, '#leads', 'Look at this');
    expect(eventsOf(slack)[1]).toMatchObject({
      user: ben.id,
      text: 'Look at this',
      attachments: [
        {
          is_share: true,
          is_msg_unfurl: true,
          author_id: ana.id,
          channel_id: channel,
          ts,
          text: 'The VPN is down',
        },
      ],
    });
    expect(() => slack.person('Cleo').forward(TRIAGE, ts, '#leads')).toThrow('cannot see');
    expect(() => ana.forward(TRIAGE, ts, '#leads')).toThrow('not in #leads');
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
