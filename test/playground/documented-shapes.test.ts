/** The answers of the box against the shapes that Slack documents and that were recorded: what is always sent, nothing else, and none of another type. */
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../playground/api/methods.js';
import { issueTrigger } from '../../playground/workspace/triggers.js';
import { webClient } from './box.js';
import { prepare } from './prepared.js';
import { differences, lacks, METHOD_SHAPES } from './shapes.js';

/** What Slack sends too, by the types of its own client (`@slack/web-api`), though no documented example has it. */
const SENT_TOO =
  /\.(bot_profile|who_can_share_contact_card|reply_users|reply_users_count|latest_reply|is_locked|api_app_id)$/;

const VIEW = {
  type: 'modal',
  title: { type: 'plain_text', text: 'A form' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'x' } }],
};
const HOME = { type: 'home', blocks: VIEW.blocks };

async function prepared() {
  const { slack, client, ids } = await prepare();
  const bo = slack.person('Bo');
  const root = bo.post('#it-help', 'help me', { files: ['vpn.png'] });
  await client.conversations.join({ channel: ids.help });
  bo.post('#it-help', 'it says *error*', { threadTs: root.ts });
  bo.react('#it-help', root.ts, 'eyes');
  const posted = await client.chat.postMessage({
    channel: ids.triage,
    text: 'x',
    blocks: VIEW.blocks as never,
  });
  const ticketed = bo.post('#it-help', 'another').ts;
  await client.reactions.add({ channel: ids.help, timestamp: ticketed, name: 'ticket' });
  const [file] = [...slack.workspace.state.files.values()];
  const trigger = (viewId?: string) => issueTrigger(slack.workspace, bo.id, viewId);
  const opened = await client.views.open({ trigger_id: trigger(), view: VIEW as never });
  const viewId = opened.view?.id ?? '';
  const announced = await client.files.getUploadURLExternal({ filename: 'list.csv', length: 3 });
  await fetch(announced.upload_url ?? '', { method: 'POST', body: 'a,b' });
  return {
    uploadId: announced.file_id ?? '',
    trigger,
    viewId,
    ticketed,
    slack,
    client,
    ids,
    root,
    ts: posted.ts ?? '',
    fileId: file?.id ?? '',
  };
}

type Prepared = Awaited<ReturnType<typeof prepared>>;

/** One good call of every method. */
const CALLS: Readonly<Record<string, (prepared: Prepared) => Record<string, unknown>>> = {
  'auth.test': () => ({}),
  'apps.connections.open': () => ({}),
  'bots.info': ({ slack }) => ({ bot: slack.workspace.state.app.botId }),
  'team.info': () => ({}),
  'users.info': ({ ids }) => ({ user: ids.bo }),
  'users.list': () => ({}),
  'users.conversations': () => ({ types: 'public_channel,private_channel' }),
  'chat.postMessage': ({ ids }) => ({ channel: ids.triage, text: 'y' }),
  'chat.postEphemeral': ({ ids, slack }) => ({
    channel: ids.triage,
    user: slack.person('Ana').id,
    text: 'y',
  }),
  'chat.update': ({ ids, ts }) => ({ channel: ids.triage, ts, text: 'z' }),
  'chat.delete': ({ ids, ts }) => ({ channel: ids.triage, ts }),
  'chat.getPermalink': ({ ids, ts }) => ({ channel: ids.triage, message_ts: ts }),
  'conversations.history': ({ ids }) => ({ channel: ids.help }),
  'conversations.info': ({ ids }) => ({ channel: ids.help }),
  'conversations.join': ({ ids }) => ({ channel: ids.help }),
  'conversations.list': () => ({}),
  'conversations.members': ({ ids }) => ({ channel: ids.help }),
  'conversations.open': ({ ids }) => ({ users: ids.bo }),
  'conversations.replies': ({ ids, root }) => ({ channel: ids.help, ts: root.ts }),
  'reactions.add': ({ ids, root }) => ({ channel: ids.help, timestamp: root.ts, name: 'ticket' }),
  'reactions.get': ({ ids, root }) => ({ channel: ids.help, timestamp: root.ts }),
  'reactions.remove': ({ ids, ticketed }) => ({ channel: ids.help, timestamp: ticketed, name: 'ticket' }),
  'files.info': ({ fileId }) => ({ file: fileId }),
  'files.getUploadURLExternal': () => ({ filename: 'list.csv', length: 3 }),
  'files.completeUploadExternal': ({ uploadId, ids }) => ({
    files: [{ id: uploadId }],
    channel_id: ids.help,
  }),
  'files.delete': ({ uploadId }) => ({ file: uploadId }),
  'views.open': ({ trigger }) => ({ trigger_id: trigger(), view: VIEW }),
  'views.push': ({ trigger, viewId }) => ({ trigger_id: trigger(viewId), view: VIEW }),
  'views.update': ({ viewId }) => ({ view_id: viewId, view: VIEW }),
  'views.publish': ({ ids }) => ({ user_id: ids.bo, view: HOME }),
};

/** What is in every sample of an object, and not everywhere in the box, with where Slack sends it. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/\.team\.enterprise_(?:id|name)$/, 'to workspaces of an organization'],
  [/\.messages?(?:\[\])?\.files\[\]\.\w+$/, 'of a file that is asked for by itself'],
  [/^conversations\.open\.channel\.\w+$/, 'where `return_im` asks for it'],
  [/\.response_metadata(?:\.next_cursor)?$/, 'where there is another page'],
];

describe('what a method answers', () => {
  it('is asked of every method that there is', () => {
    expect(Object.keys(CALLS).sort()).toEqual(Object.keys(METHODS).sort());
    expect(Object.keys(METHOD_SHAPES).sort()).toEqual(Object.keys(METHODS).sort());
  });

  it.each(Object.keys(CALLS))('%s', async (method) => {
    const ready = await prepared();
    const { slack } = ready;
    const client = METHODS[method]?.token === 'app' ? webClient(slack, slack.appToken) : ready.client;
    const answer = await client.apiCall(method, CALLS[method]?.(ready) ?? {});
    const { response_metadata: _, ...body } = answer as unknown as Record<string, unknown>;
    const unlike = differences(body, METHOD_SHAPES[method], method);
    expect(unlike.filter((each) => !SENT_TOO.test(each.replace(/ is not documented$/, '')))).toEqual([]);
    const missing = lacks(answer, METHOD_SHAPES[method], method);
    expect(missing.filter((path) => !LEFT_OUT.some(([left]) => left.test(path)))).toEqual([]);
  });
});
