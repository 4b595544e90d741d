/** Nobody's screen holds what they could not see in Slack, wherever they look. */

import { expect, test } from 'vitest';
import { box, webClient } from './box.js';
import { plain } from './interactive.js';
import { screenOf } from './live.js';
import { channelId } from './prepared.js';

const EVERYBODY = ['Ada', 'Ana', 'Ben', 'Bo', 'Cleo', 'Gus', 'Olga'];

/** Each mark, and who may see it. */
const SEEN_BY: Readonly<Record<string, readonly string[]>> = {
  'mark-general': ['Ada', 'Ana', 'Ben', 'Bo', 'Cleo'],
  'mark-help': ['Ada', 'Ana', 'Ben', 'Bo', 'Cleo', 'Gus'],
  'mark-partners': ['Ada', 'Ana', 'Ben', 'Bo', 'Cleo', 'Olga'],
  'mark-triage': ['Ada', 'Ana', 'Ben'],
  'mark-reply': ['Ada', 'Ana', 'Ben'],
  'mark-file': ['Ada', 'Ana', 'Ben'],
  'mark-forwarded': ['Ada', 'Ana', 'Ben'],
  'mark-leads': ['Ada', 'Ben', 'Cleo'],
  'mark-direct': ['Bo', 'Cleo'],
  'mark-to-bot': ['Bo'],
  'mark-group': ['Ana', 'Ben', 'Bo'],
  'mark-ephemeral': ['Ben'],
  'mark-home': ['Ana'],
};

test('in every channel and thread, each mark is seen by those whom it is for', async () => {
  const slack = await box();
  const client = webClient(slack);
  const [ana, ben, bo] = [slack.person('Ana'), slack.person('Ben'), slack.person('Bo')];
  bo.post('#general', 'mark-general');
  bo.post('#it-help', 'mark-help');
  bo.post('#partners', 'mark-partners');
  const root = ben.post('#it-triage', 'mark-triage');
  ana.post('#it-triage', 'mark-reply', { threadTs: root.ts });
  ben.post('#it-triage', 'log', { files: [{ name: 'log.txt', content: 'mark-file' }] });
  const quoted = ben.post('#it-triage', 'mark-forwarded');
  ana.forward(quoted.channel, quoted.ts, '#it-triage', 'see');
  ben.post('#leads', 'mark-leads');
  bo.post(bo.dm('Cleo'), 'mark-direct');
  bo.post('@threadesk', 'mark-to-bot');
  bo.post(bo.groupWith(['Ana', 'Ben']), 'mark-group');
  const triage = channelId(slack, 'it-triage');
  await client.chat.postEphemeral({ channel: triage, user: ben.id, text: 'mark-ephemeral' });
  const blocks = [{ type: 'section' as const, text: plain('mark-home') }];
  await client.views.publish({ user_id: ana.id, view: { type: 'home', blocks } });

  const channels = [...slack.workspace.state.channels.keys()];
  const seen: Record<string, string[]> = Object.fromEntries(Object.keys(SEEN_BY).map((mark) => [mark, []]));
  for (const name of EVERYBODY) {
    const looks = channels.map((channel) => screenOf(slack, name, { channel, thread: root.ts }));
    const text = JSON.stringify(await Promise.all(looks));
    for (const mark of Object.keys(SEEN_BY)) if (text.includes(mark)) seen[mark]?.push(name);
  }
  expect(seen).toEqual(SEEN_BY);
});
