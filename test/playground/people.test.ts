/** Who is told of what, who sees what, and what people cannot do. */

import { describe, expect, test } from 'vitest';
import { box, eventsOf, webClient } from './box.js';

const TRIAGE = '#it-triage';

async function triage() {
  const slack = await box();
  return { slack, ben: slack.person('Ben'), ana: slack.person('Ana') };
}

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

  test('joining and leaving name who, where, of which kind, and who invited', async () => {
    const slack = await box();
    const [ada, cleo] = [slack.person('Ada'), slack.person('Cleo')];
    ada.invite(TRIAGE, 'Cleo');
    cleo.leave(TRIAGE);
    const common = { user: cleo.id, channel_type: 'G', team: slack.workspace.state.team.id };
    expect(eventsOf(slack, 'member_joined_channel')).toMatchObject([{ ...common, inviter: ada.id }]);
    expect(eventsOf(slack, 'member_left_channel')).toMatchObject([common]);
    expect(eventsOf(slack).map(({ subtype }) => subtype)).toEqual(['channel_join', 'channel_leave']);
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
