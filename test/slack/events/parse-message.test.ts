import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessageEvent, parseThreadMessage } from '../../../src/slack/events/parse-message.js';

const BOT = { userId: 'U0BOT', botId: 'B0BOT', teamId: 'T0HOME' };
const TS = '1613632675.006300';
const ROOT = '1613632000.000100';
const EVENT_TS = '1613632704.006400';
const EDIT_TS = '1613632704.000000';

const RICH_TEXT = [{ type: 'rich_text', block_id: 'jXe4', elements: [] }];

/** A person's message as Slack sends it. */
function said(more: object = {}): Record<string, unknown> {
  return {
    client_msg_id: 'c1e1b23a-bc1d-4c23-a7d1-11886570df77',
    type: 'message',
    text: 'VPN is down',
    user: 'U0ANA',
    team: 'T0HOME',
    ts: TS,
    blocks: RICH_TEXT,
    ...more,
  };
}
function event(more: object = {}) {
  return { ...said(more), channel: 'C0HELP', event_ts: TS, channel_type: 'channel' };
}
function changed(message: object, previous: object | undefined) {
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: 'C0HELP',
    channel_type: 'channel',
    ts: EVENT_TS,
    event_ts: EVENT_TS,
    message,
    ...(previous === undefined ? {} : { previous_message: previous }),
  };
}
function deleted(previous: object | undefined) {
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel: 'C0HELP',
    channel_type: 'group',
    ts: EVENT_TS,
    event_ts: EVENT_TS,
    deleted_ts: TS,
    ...(previous === undefined ? {} : { previous_message: previous }),
  };
}
const EDITED = { user: 'U0ANA', ts: EDIT_TS };
const BASE = { channel: 'C0HELP', channelType: 'channel', ts: TS, threadTs: null };
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
const FILE = {
  id: 'F0ONE',
  mode: 'hosted',
  name: 'error.png',
  mimetype: 'image/png',
  size: 4321,
  url_private: 'https://files.slack.com/files-pri/T0HOME-F0ONE/error.png',
};
const PARSED_FILE = {
  slackFileId: 'F0ONE',
  name: 'error.png',
  mimeType: 'image/png',
  sizeBytes: 4321,
  urlPrivate: 'https://files.slack.com/files-pri/T0HOME-F0ONE/error.png',
};

function parse(value: unknown) {
  return parseMessageEvent(value, BOT);
}

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

describe('edits', () => {
  const previous = said({ thread_ts: ROOT });
  const edit = said({ thread_ts: ROOT, text: 'VPN is down in Porto', edited: EDITED });

  it('carry the message’s own ts, the edit’s ts, and both texts', () => {
    expect(parse(changed(edit, previous))).toEqual({
      kind: 'edited',
      ...BASE,
      threadTs: ROOT,
      user: 'U0ANA',
      userTeam: 'T0HOME',
      editor: 'U0ANA',
      text: 'VPN is down in Porto',
      previousText: 'VPN is down',
      editTs: EDIT_TS,
      files: [],
    });
  });
  it('are believed when Slack leaves out what was there before', () => {
    expect(parse(changed(edit, undefined))).toMatchObject({
      kind: 'edited',
      previousText: null,
      editTs: EDIT_TS,
    });
  });
  it('are believed when what was there before is unreadable', () => {
    expect(parse(changed(edit, { ts: 7 }))).toMatchObject({ kind: 'edited', previousText: null });
  });
  it('of an edited message have the newer edit’s ts', () => {
    const again = said({ text: 'third', edited: { user: 'U0ANA', ts: '1613632800.000000' } });
    expect(parse(changed(again, said({ text: 'second', edited: EDITED })))).toMatchObject({
      previousText: 'second',
      editTs: '1613632800.000000',
    });
  });
  it('without a mark of their own, but with another text, take the event’s ts', () => {
    expect(parse(changed(said({ text: 'new' }), said()))).toMatchObject({
      kind: 'edited',
      editor: 'U0ANA',
      editTs: EVENT_TS,
    });
  });
  it('of a bot’s message are ignored', () => {
    const post = said({ user: 'U0BOT', bot_id: 'B0BOT' });
    expect(parse(changed({ ...post, text: 'new', edited: EDITED }, post))).toEqual({
      kind: 'ignored',
      why: 'our own post',
    });
  });
});

describe('changes that are no edits', () => {
  it('a link preview', () => {
    const preview = {
      ...said(),
      attachments: [{ id: 1, title: 'Example', from_url: 'https://example.com' }],
    };
    expect(parse(changed(preview, said()))).toMatchObject({ kind: 'ignored' });
  });
  it('a link preview on a message that was edited earlier', () => {
    const before = said({ edited: EDITED });
    expect(parse(changed({ ...before, attachments: [{ id: 1 }] }, before))).toMatchObject({
      kind: 'ignored',
    });
  });
  it('other blocks for the same text', () => {
    const message = said({ edited: EDITED, blocks: [{ type: 'rich_text', block_id: 'new', elements: [] }] });
    expect(parse(changed(message, said()))).toMatchObject({ kind: 'ignored' });
  });
  it('a removed file gives the files that are left', () => {
    const other = { ...FILE, id: 'F0TWO' };
    const gone = { id: 'F0TWO', mode: 'tombstone' };
    expect(parse(changed(said({ files: [FILE, gone] }), said({ files: [FILE, other] })))).toEqual({
      kind: 'files_changed',
      ...BASE,
      user: 'U0ANA',
      files: [PARSED_FILE],
    });
  });
  it('with nothing to compare to, files are taken as they are now', () => {
    expect(parse(changed(said({ files: [FILE] }), undefined))).toMatchObject({
      kind: 'files_changed',
      files: [PARSED_FILE],
    });
    expect(parse(changed(said({ files: [] }), undefined))).toMatchObject({ kind: 'ignored' });
    expect(parse(changed(said(), undefined))).toMatchObject({ kind: 'ignored' });
  });
  it('a reply sent to its channel afterwards is the same message again', () => {
    const reply = said({ thread_ts: ROOT });
    expect(parse(changed({ ...reply, subtype: 'thread_broadcast' }, reply))).toMatchObject({
      kind: 'posted',
      ts: TS,
      threadTs: ROOT,
      text: 'VPN is down',
      isBroadcast: true,
    });
  });
  it('an edited reply sent to its channel afterwards is its edit again, not an original', () => {
    const reply = said({ thread_ts: ROOT, edited: EDITED });
    expect(parse(changed({ ...reply, subtype: 'thread_broadcast' }, reply))).toMatchObject({
      kind: 'edited',
      editTs: EDIT_TS,
      previousText: null,
    });
  });
  it('a preview on a broadcast reply', () => {
    const reply = said({ thread_ts: ROOT, subtype: 'thread_broadcast' });
    expect(parse(changed(reply, reply))).toMatchObject({ kind: 'ignored' });
  });
  it('a change without its message', () => {
    expect(parse({ ...changed({}, undefined), message: null })).toMatchObject({ kind: 'ignored' });
  });
});

describe('deletions', () => {
  it('of a reply', () => {
    expect(parse(deleted(said({ thread_ts: ROOT, files: [FILE] })))).toEqual({
      kind: 'deleted',
      channel: 'C0HELP',
      channelType: 'group',
      ts: TS,
      threadTs: ROOT,
      user: 'U0ANA',
      previousText: 'VPN is down',
      deletedAtTs: EVENT_TS,
      isTombstone: false,
      files: [PARSED_FILE],
    });
  });
  it('that do not say what was deleted', () => {
    expect(parse(deleted(undefined))).toMatchObject({
      kind: 'deleted',
      ts: TS,
      user: null,
      previousText: null,
    });
  });
  it('of a root with replies leave a tombstone, and keep the author', () => {
    const tombstone = {
      type: 'message',
      subtype: 'tombstone',
      hidden: true,
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      ts: TS,
      thread_ts: TS,
      reply_count: 2,
    };
    expect(parse(changed(tombstone, said({ thread_ts: TS })))).toMatchObject({
      kind: 'deleted',
      ts: TS,
      threadTs: TS,
      user: 'U0ANA',
      previousText: 'VPN is down',
      deletedAtTs: EVENT_TS,
      isTombstone: true,
    });
  });
  it.each([
    ['our own post', { user: 'U0BOT', bot_id: 'B0BOT' }],
    ['a join notice', { subtype: 'channel_join' }],
  ])('of %s are ignored', (_name, more) => {
    expect(parse(deleted(said(more)))).toMatchObject({ kind: 'ignored' });
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
        user: fc.oneof(fc.constant('U0ANA'), fc.anything()),
      },
      { requiredKeys: ['type', 'channel', 'ts'] },
    );
    const kinds = ['posted', 'edited', 'files_changed', 'deleted', 'ignored'];
    fc.assert(fc.property(fc.oneof(shape, fc.anything()), (value) => kinds.includes(parse(value).kind)));
  });
});
