import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseThreadMessage } from '../../../src/slack/events/parse-message.js';
import { BASE, BOT, EDIT_TS, EDITED, FILE, PARSED_FILE, parse, ROOT, said, TS } from './slack-events.js';

function event(more: object = {}) {
  return { ...said(more), channel: 'C0HELP', event_ts: TS, channel_type: 'channel' };
}
const POSTED = {
  kind: 'posted',
  ...BASE,
  user: 'U0ANA',
  userTeam: 'T0HOME',
  text: 'VPN is down',
  files: [],
  parentUser: null,
  isBroadcast: false,
  isMe: false,
};

describe('what a person says', () => {
  it('a plain message', () => {
    expect(parse(event())).toEqual(POSTED);
  });
  it('a reply names its thread and the author of its root', () => {
    expect(parse(event({ thread_ts: ROOT, parent_user_id: 'U0BO' }))).toEqual({
      ...POSTED,
      threadTs: ROOT,
      parentUser: 'U0BO',
    });
  });
  it('a file without words, and without a team', () => {
    const { team: _team, ...upload } = event({ subtype: 'file_share', text: '', files: [FILE] }) as Record<
      string,
      unknown
    >;
    expect(parse(upload)).toEqual({ ...POSTED, userTeam: null, text: '', files: [PARSED_FILE] });
  });
  it('the stub of a file from another organization', () => {
    const stub = { id: 'F0ONE', mode: 'file_access', file_access: 'check_file_info', created: 0, user: '' };
    expect(parse(event({ subtype: 'file_share', files: [stub] }))).toMatchObject({
      files: [{ slackFileId: 'F0ONE', name: '', mimeType: null, sizeBytes: null, urlPrivate: null }],
    });
  });
  it('a malformed file does not cost the message', () => {
    expect(parse(event({ subtype: 'file_share', files: [{ name: 7 }, FILE, null] }))).toMatchObject({
      kind: 'posted',
      files: [PARSED_FILE],
    });
  });
  it('a reply also sent to the channel', () => {
    expect(parse(event({ subtype: 'thread_broadcast', thread_ts: ROOT }))).toMatchObject({
      kind: 'posted',
      isBroadcast: true,
      threadTs: ROOT,
    });
  });
  it('a /me message', () => {
    expect(parse(event({ subtype: 'me_message' }))).toMatchObject({ kind: 'posted', isMe: true });
  });
  it('somebody from another organization', () => {
    expect(parse(event({ user_team: 'T0AWAY', source_team: 'T0AWAY' }))).toMatchObject({
      userTeam: 'T0AWAY',
    });
  });
  it.each([
    ['channel', 'channel'],
    ['group', 'group'],
    ['im', 'im'],
    ['mpim', 'mpim'],
    ['app_home', 'im'],
    ['something_new', null],
    [undefined, null],
  ])('a channel of type %s is %s', (sent, channelType) => {
    expect(parse({ ...event(), channel_type: sent })).toMatchObject({ channelType });
  });
});

describe('what nobody says', () => {
  it.each([
    ['our own post, by bot id', event({ bot_id: 'B0BOT', user: 'U0BOT' }), 'our own post'],
    ['our own post, by user', event({ user: 'U0BOT' }), 'our own post'],
    ['another bot’s post', event({ bot_id: 'B0CI', user: 'U0CIBOT' }), "another bot's post"],
    [
      'a bot_message, which has no user',
      {
        type: 'message',
        subtype: 'bot_message',
        text: 'Build failed',
        bot_id: 'B0CI',
        ts: TS,
        channel: 'C0HELP',
      },
      "another bot's post",
    ],
    [
      'a bot_message with only a name',
      { type: 'message', subtype: 'bot_message', text: 'x', username: 'CI', ts: TS, channel: 'C0HELP' },
      "another bot's post",
    ],
    ['Slackbot', event({ user: 'USLACKBOT' }), "another bot's post"],
    ['an ephemeral message', event({ is_ephemeral: true }), 'ephemeral'],
    ['a hidden message', event({ hidden: true }), 'hidden'],
    ['a message without an author', event({ user: undefined }), 'no author'],
  ])('%s', (_name, value, why) => {
    expect(parse(value)).toEqual({ kind: 'ignored', why });
  });
  it.each([
    'channel_join',
    'channel_leave',
    'channel_topic',
    'channel_purpose',
    'channel_name',
    'channel_archive',
    'channel_convert_to_private',
    'group_join',
    'pinned_item',
    'reminder_add',
    'message_replied',
    'a_subtype_of_next_year',
  ])('a notice of subtype %s', (subtype) => {
    expect(parse(event({ subtype }))).toEqual({ kind: 'ignored', why: `a notice: ${subtype}` });
  });
});

describe('messages read back from a thread', () => {
  const place = { channel: 'C0HELP', channelType: 'channel' as const };
  const read = (value: unknown) => parseThreadMessage(value, place, BOT);

  it('are what their event was', () => {
    expect(read(said({ thread_ts: ROOT }))).toEqual(parse(event({ thread_ts: ROOT })));
  });
  it('are an edit once edited: their text is not the original’s', () => {
    expect(read(said({ edited: EDITED }))).toMatchObject({
      kind: 'edited',
      text: 'VPN is down',
      previousText: null,
      editTs: EDIT_TS,
    });
  });
  it('are a deletion where a tombstone is left', () => {
    expect(
      read({ subtype: 'tombstone', user: 'USLACKBOT', hidden: true, text: 'x', ts: TS, thread_ts: TS }),
    ).toMatchObject({ kind: 'deleted', isTombstone: true, deletedAtTs: TS, user: null });
  });
  it.each([said({ bot_id: 'B0BOT' }), said({ subtype: 'channel_join' }), {}, null, 'text'])(
    'are ignored: %j',
    (value) => {
      expect(read(value)).toMatchObject({ kind: 'ignored' });
    },
  );
});

describe('whatever comes', () => {
  it.each([
    undefined,
    null,
    7,
    'text',
    [],
    {},
    { type: 'message' },
    event({ ts: 'yesterday' }),
    event({ text: 7 }),
  ])('is ignored when malformed: %j', (value) => {
    expect(parse(value)).toMatchObject({ kind: 'ignored' });
  });
  it('names what is malformed without repeating what was said', () => {
    const result = parse({ ...event({ text: 'my password is hunter2' }), channel: 7 });
    expect(result).toEqual({ kind: 'ignored', why: 'malformed message event: channel' });
  });
  it('never throws', () => {
    const shape = fc.record(
      {
        type: fc.constant('message'),
        channel: fc.constant('C0HELP'),
        ts: fc.oneof(fc.constant(TS), fc.anything()),
        subtype: fc.constantFrom(undefined, 'message_changed', 'message_deleted', 'tombstone', 'file_share'),
        message: fc.oneof(fc.constant(said()), fc.anything()),
        previous_message: fc.oneof(fc.constant(said()), fc.anything()),
        deleted_ts: fc.oneof(fc.constant(TS), fc.anything()),
        files: fc.anything(),
        attachments: fc.anything(),
        user: fc.oneof(fc.constant('U0ANA'), fc.anything()),
      },
      { requiredKeys: ['type', 'channel', 'ts'] },
    );
    const kinds = ['posted', 'edited', 'files_changed', 'deleted', 'ignored'];
    fc.assert(fc.property(fc.oneof(shape, fc.anything()), (value) => kinds.includes(parse(value).kind)));
  });
});
