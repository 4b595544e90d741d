/** What somebody forwards into a ticket's thread is the same comment, whether Slack tells of it or it is read there later. */
import { expect, it } from 'vitest';
import type { PostedMessage } from '../../../src/domain/incoming-message.js';
import { ingestMessage } from '../../../src/services/comments/ingest-message.js';
import { parseMessageEvent, parseThreadMessage } from '../../../src/slack/events/parse-message.js';
import { BOT, shared } from '../../slack/events/slack-events.js';
import { place, THREAD_TS, useMissed } from './missed.js';

const missed = useMissed();
const QUOTED =
  'bo: &gt; The VPN is down\n&gt; — <@U0CLEO|Cleo>, <https://acme.slack.com/archives/C0GEN/p1613632000000100|original message>';

const { channel, ...at } = place(10, 'bo');
const MESSAGE = { type: 'message', text: '', ...at, thread_ts: THREAD_TS, attachments: [shared()] };
const asEvent = () => parseMessageEvent({ ...MESSAGE, channel, channel_type: 'channel' }, BOT);
const asRead = () => parseThreadMessage(MESSAGE, { channel, channelType: null }, BOT) as PostedMessage;

it('read again after its event, it is no news', async () => {
  await missed.ticketWithThread();
  await ingestMessage(missed.desk, asEvent());
  expect(await missed.shown()).toEqual([QUOTED]);
  missed.slackHas(asRead());
  await missed.recoverAll();
  expect(await missed.shown()).toEqual([QUOTED]);
  expect(await missed.recoveredPosts()).toEqual([]);
});

it('found by reading, it is the comment that its event would have made, and the event then changes nothing', async () => {
  await missed.ticketWithThread();
  missed.slackHas(asRead());
  await missed.recoverAll();
  expect(await missed.shown()).toEqual([QUOTED]);
  expect(await ingestMessage(missed.desk, asEvent())).toMatchObject({ outcome: 'unchanged' });
});
