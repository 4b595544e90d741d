import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../src/domain/incoming-message.js';
import { createDirectory } from '../../src/slack/directory.js';
import { NEEDED_SCOPES } from '../../src/slack/scopes.js';
import { channelId, startFakeSlack, textOf } from './fake-slack.js';

async function start() {
  const { slack, gateway } = await startFakeSlack();
  return { slack, gateway, directory: createDirectory(gateway, await gateway.readBot()) };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const tsOf = (message: IncomingMessage) => (message.kind === 'ignored' ? null : message.ts);

describe('the installation', () => {
  it('lacks nothing as the manifest has it, and tells the time of Slack', async () => {
    const { slack, directory } = await start();
    const now = slack.workspace.clock.now().getTime();
    const { missingScopes, slackAt } = await directory.readInstallation();
    expect(missingScopes).toEqual([]);
    expect(Math.abs((slackAt?.getTime() ?? 0) - now)).toBeLessThan(60_000);
  });

  it('lacks what was not granted, asked anew each time; what is granted besides is nothing', async () => {
    const { slack, directory } = await start();
    slack.grant(['chat:write', 'commands', 'pins:read']);
    const { missingScopes } = await directory.readInstallation();
    expect(missingScopes).toContain('reactions:read');
    expect(missingScopes).not.toContain('chat:write');
    slack.grant(['']);
    expect((await directory.readInstallation()).missingScopes).toEqual([...NEEDED_SCOPES]);
  });

  it('is an error while Slack refuses the token', async () => {
    const { slack, directory } = await start();
    slack.faults.revokeToken();
    await expect(directory.readInstallation()).rejects.toMatchObject({
      failure: { kind: 'unauthorized', code: 'token_revoked' },
    });
  });
});

describe('profiles', () => {
  it.each([
    ['Ada', { isGuest: false, isExternal: false, isSlackAdmin: true, timeZone: 'Europe/London' }],
    ['Ana', { isGuest: false, isExternal: false, isSlackAdmin: false, realName: 'Ana Sousa' }],
    ['Gus', { isGuest: true, isExternal: false, isSlackAdmin: false }],
    ['Olga', { isExternal: true, isSlackAdmin: false }],
  ])('of %s', async (name, expected) => {
    const { slack, directory } = await start();
    const { id } = slack.person(name);
    expect(await directory.readProfile(id)).toMatchObject({
      slackUserId: id,
      displayName: name,
      ...expected,
    });
  });

  it('of somebody Slack does not know is null', async () => {
    const { directory } = await start();
    expect(await directory.readProfile('U0NOBODY')).toBeNull();
  });

  it('of everybody, over all pages', async () => {
    const { slack, directory } = await start();
    for (let count = 0; count < 250; count += 1) slack.workspace.hire({ name: `Temp${count}` });
    const profiles = await all(directory.readProfiles());
    expect(profiles.filter(({ displayName }) => displayName.startsWith('Temp'))).toHaveLength(250);
    expect(profiles.find(({ isBot }) => isBot)?.slackUserId).toBe(slack.workspace.state.app.botUserId);
  });

  it('are an error while Slack does not answer, because nobody knows then', async () => {
    const { slack, directory } = await start();
    slack.faults.api('users.info', { kind: 'status', status: 500 });
    await expect(directory.readProfile(slack.person('Ana').id)).rejects.toThrow('outcome unknown');
  });
});

describe('conversations', () => {
  it.each([
    ['it-help', { kind: 'public', isExternal: false, isBotMember: false }],
    ['it-triage', { kind: 'private', isExternal: false, isBotMember: true }],
    ['partners', { kind: 'public', isExternal: true, isBotMember: true }],
  ])('#%s', async (name, expected) => {
    const { slack, directory } = await start();
    expect(await directory.readConversation(channelId(slack, name))).toMatchObject({
      name,
      isArchived: false,
      ...expected,
    });
  });

  it('that the bot is not in, and private, are hidden', async () => {
    const { directory } = await start();
    expect(await directory.readConversation('C0HIDDEN001')).toBeNull();
  });

  it('with a person are direct', async () => {
    const { slack, directory } = await start();
    const channel = await directory.openDirect(slack.person('Bo').id);
    expect(await directory.readConversation(channel)).toMatchObject({ kind: 'im' });
  });

  it('tell their members, the bot left out', async () => {
    const { slack, directory } = await start();
    const members = await directory.readMembers(channelId(slack, 'it-triage'));
    expect(members.sort()).toEqual(['Ada', 'Ana', 'Ben'].map((name) => slack.person(name).id).sort());
  });

  it('that are public are joined; others are not', async () => {
    const { slack, directory } = await start();
    const help = channelId(slack, 'it-help');
    expect(await directory.join(help)).toBe(true);
    expect(await directory.readConversation(help)).toMatchObject({ isBotMember: true });
    expect(await directory.join('C0HIDDEN001')).toBe(false);
  });
});

describe('a thread', () => {
  it('is read over all its pages, root first and once, in order', async () => {
    const { slack, directory } = await start();
    const bo = slack.person('Bo');
    await directory.join(channelId(slack, 'it-help'));
    const root = bo.post('it-help', 'VPN down');
    const replies = Array.from({ length: 450 }, (_, index) =>
      bo.post('it-help', `reply ${index}`, { threadTs: root.ts }),
    );
    const read = await all(directory.readThread(root.channel, root.ts));
    expect(read.map(tsOf)).toEqual([root.ts, ...replies.map(({ ts }) => ts)]);
  });

  it('is read from a message on', async () => {
    const { slack, directory } = await start();
    const bo = slack.person('Bo');
    await directory.join(channelId(slack, 'it-help'));
    const root = bo.post('it-help', 'VPN down');
    const first = bo.post('it-help', 'one', { threadTs: root.ts });
    const second = bo.post('it-help', 'two', { threadTs: root.ts });
    const read = await all(directory.readThread(root.channel, root.ts, first.ts));
    expect(read.map(tsOf)).toContain(second.ts);
    expect(read.map(tsOf)).not.toContain(first.ts);
  });

  it('that is gone is empty', async () => {
    const { slack, directory } = await start();
    expect(await all(directory.readThread(channelId(slack, 'it-triage'), '1000000000.000100'))).toEqual([]);
  });
});

describe('one message', () => {
  it('is read in a thread and outside, with who wrote it', async () => {
    const { slack, directory } = await start();
    const ana = slack.person('Ana');
    const root = ana.post('it-triage', 'root');
    const reply = ana.post('it-triage', 'reply', { threadTs: root.ts });
    expect(await directory.readMessage(root.channel, root.ts)).toMatchObject({
      ts: root.ts,
      text: 'root',
      author: ana.id,
      replyCount: 1,
    });
    expect(await directory.readMessage(root.channel, reply.ts)).toMatchObject({
      ts: reply.ts,
      threadTs: root.ts,
      text: 'reply',
    });
  });

  it('of a bot has no author, and its attachments say what it says', async () => {
    const { slack, gateway, directory } = await start();
    const alert = slack.workspace.integration('monitor').post('it-triage', '', {
      attachments: [{ fallback: 'Disk full on db1', color: 'danger', text: 'Disk full' }],
    });
    expect(await directory.readMessage(alert.channel, alert.ts)).toMatchObject({
      author: null,
      text: 'Disk full on db1',
    });
    const own = await gateway.postMessage({ channel: alert.channel, rendered: textOf('hello'), postId: 1 });
    expect(await directory.readMessage(alert.channel, own.ts)).toMatchObject({ author: null, text: 'hello' });
  });

  it('that is gone is null', async () => {
    const { slack, directory } = await start();
    const ana = slack.person('Ana');
    const { channel, ts } = ana.post('it-triage', 'oops');
    ana.delete('it-triage', ts);
    expect(await directory.readMessage(channel, ts)).toBeNull();
    expect(await directory.readMessage('C0HIDDEN001', ts)).toBeNull();
  });
});
