/** Files that the app gives: announced, sent, shared; and what of it is refused, in the words that Slack documents. */

import { describe, expect, test } from 'vitest';
import { outcome } from './box.js';
import { prepare } from './prepared.js';

async function giving() {
  const { slack, client, ids } = await prepare();
  const announce = (args: Record<string, unknown>) =>
    outcome(client.apiCall('files.getUploadURLExternal', { filename: 'list.csv', length: 3, ...args }));
  const sent = async () => {
    const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
      filename: 'list.csv',
      length: 3,
    });
    await fetch(url, { method: 'POST', body: 'a,b' });
    return id;
  };
  const complete = (args: Record<string, unknown>) =>
    outcome(client.apiCall('files.completeUploadExternal', args));
  const fileOf = async (id: string) => (await client.files.info({ file: id })).file;
  return { slack, client, ids, announce, sent, complete, fileOf };
}

describe('an upload', () => {
  test('is shared where it is to be: the file says where, and its message is looked for there', async () => {
    const { slack, ids, sent, complete, fileOf } = await giving();
    const id = await sent();
    expect(await complete({ files: [{ id, title: 'List' }], channels: `${ids.triage},${ids.leads}` })).toBe(
      'ok',
    );
    const file = await fileOf(id);
    expect(file).toMatchObject({ title: 'List', channels: [], groups: [ids.triage, ids.leads], ims: [] });
    const shown = slack.person('Ana').sees('#it-triage').at(-1);
    expect(shown?.files).toEqual(['list.csv']);
    expect(file?.shares?.private?.[ids.triage]).toMatchObject([{ ts: shown?.ts, channel_name: 'it-triage' }]);
    expect(file?.is_public).toBe(false);
  });

  test('has blocks where it has no comment', async () => {
    const { slack, ids, sent, complete } = await giving();
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'In blocks' } }];
    const give = async (args: object) => {
      await complete({ files: [{ id: await sent() }], channel_id: ids.triage, blocks, ...args });
      return slack.person('Ana').sees('#it-triage').at(-1)?.shows;
    };
    expect(await give({})).toContain('In blocks');
    expect(await give({ initial_comment: 'In words' })).toBe('In words');
  });

  test.each([
    [{ length: 0 }, 'missing_argument'],
    [{ length: 1.5 }, 'invalid_arguments'],
    [{ alt_txt: '🎫'.repeat(1000) }, 'ok'],
    [{ alt_txt: '🎫'.repeat(1001) }, 'alt_txt_too_large'],
    [{ length: 1_048_576, snippet_type: 'text' }, 'ok'],
    [{ length: 1_048_577, snippet_type: 'text' }, 'snippet_too_large'],
  ])('that is announced with %o: %s', async (args, answer) => {
    expect(await (await giving()).announce(args)).toBe(answer);
  });

  test('is shared once, by the app that announced it, when it has come, and where that app is', async () => {
    const { slack, client, ids, sent, complete } = await giving();
    const [file] = [{ id: await sent() }];
    const { file_id: unsent } = await client.files.getUploadURLExternal({ filename: 'x', length: 3 });
    slack.person('Ben').post('#it-triage', '', { files: ['bens.txt'] });
    const [bens] = [...slack.workspace.state.files.values()].filter(({ name }) => name === 'bens.txt');
    const channels = Array.from({ length: 101 }, () => ids.triage).join();
    expect(await complete({ files: [] })).toBe('invalid_arguments');
    expect(await complete({ files: [{ id: unsent }] })).toBe('file_not_found');
    expect(await complete({ files: [{ id: bens?.id }] })).toBe('access_denied');
    expect(await complete({ files: [file], channel_id: 'C0NOWHERE00' })).toBe('channel_not_found');
    expect(await complete({ files: [file], channels: 'C0NOWHERE00' })).toBe('invalid_channel');
    expect(await complete({ files: [file], channel_id: ids.help })).toBe('not_in_channel');
    expect(await complete({ files: [file], channels })).toBe('channels_limit_exceeded');
    expect(await complete({ files: [file], channel_id: ids.triage, blocks: [{}] })).toBe('invalid_blocks');
    const nowhere = { channel_id: ids.triage, thread_ts: '1700000000.000100' };
    expect(await complete({ files: [file], ...nowhere })).toBe('thread_not_found');
    expect(await complete({ files: [file], channel_id: ids.triage })).toBe('ok');
    expect(await complete({ files: [file], channel_id: ids.triage })).toBe('file_not_found');
  });
});
