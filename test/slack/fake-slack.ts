/** The gateway as the bot has it, over a workspace in a box, with no bot behind it. */
import { webApi } from '@slack/bolt';
import { type SlackServer, type SlackServerOptions, startSlackServer } from '../../playground/server.js';
import { clientOptionsOf } from '../../src/slack/app.js';
import { boltLogger } from '../../src/slack/bolt-logger.js';
import { createGateway, type Gateway, type RenderedMessage } from '../../src/slack/gateway.js';
import { listenForDate } from '../../src/slack/slack-date.js';
import { silentLog } from '../support/desk.js';
import { atEndOfTest } from '../support/ends.js';

/** Ends by itself after the test. */
export async function startFakeSlack(
  options: SlackServerOptions & { timeoutMs?: number } = {},
): Promise<{ slack: SlackServer; gateway: Gateway }> {
  const { timeoutMs, ...serverOptions } = options;
  const slack = await startSlackServer(serverOptions);
  atEndOfTest(() => slack.close());
  const { fetch, last: slackDate } = listenForDate();
  const client = new webApi.WebClient(slack.botToken, {
    ...clientOptionsOf(slack.apiUrl),
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    logger: boltLogger(silentLog),
    fetch,
  });
  return { slack, gateway: createGateway(client, { slackDate }) };
}

export const channelId = (slack: SlackServer, name: string): string => {
  const channel = [...slack.workspace.state.channels.values()].find((each) => each.name === name);
  if (channel === undefined) throw new Error(`No channel ${name}`);
  return channel.id;
};

export function textOf(text: string): RenderedMessage {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
}
