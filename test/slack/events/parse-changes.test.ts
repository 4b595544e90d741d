/** What Slack tells of messages that changed: edits, what only looks like one, and deletions. */
import { describe, expect, it } from 'vitest';
import {
  BASE,
  EDIT_TS,
  EDITED,
  FILE,
  PARSED_FILE,
  PREVIEW,
  parse,
  ROOT,
  said,
  shared,
  TS,
} from './slack-events.js';

const EVENT_TS = '1613632704.006400';
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

describe('a forwarded message', () => {
  const before = said({ text: '', attachments: [shared()] });
  const quoted = expect.stringMatching(/^&gt; The VPN is down\n/);

  it('is words, of which a preview that comes later changes nothing', () => {
    expect(parse({ ...before, channel: 'C0HELP' })).toMatchObject({ kind: 'posted', text: quoted });
    const preview = { ...before, attachments: [shared(), PREVIEW] };
    expect(parse(changed(preview, before))).toMatchObject({ kind: 'ignored' });
    const toMessage = { ...before, attachments: [shared(), shared({ is_share: undefined, id: 2 })] };
    expect(parse(changed(toMessage, before))).toMatchObject({ kind: 'ignored' });
    const renamed = { ...before, attachments: [shared({ author_name: 'Cleo Lee' })] };
    expect(parse(changed(renamed, before))).toMatchObject({ kind: 'ignored' });
  });
  it('stays when words are put to it', () => {
    const edit = { ...before, text: 'Here too', edited: EDITED };
    expect(parse(changed(edit, before))).toMatchObject({
      kind: 'edited',
      text: expect.stringMatching(/^Here too\n\n&gt; The VPN is down\n/),
      previousText: quoted,
    });
  });
  it('that is taken away is an edit', () => {
    const after = { ...said({ text: 'Here too' }), attachments: [] };
    expect(parse(changed(after, { ...before, text: 'Here too' }))).toMatchObject({
      kind: 'edited',
      text: 'Here too',
      editTs: EVENT_TS,
    });
  });
  it('is still told when it is deleted', () => {
    expect(parse(deleted(before))).toMatchObject({ kind: 'deleted', previousText: quoted });
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
