/** Puts Bolt together: one workspace, Socket Mode or HTTP, the gateway and directory over it, and a stop that loses nothing. */

import { App, webApi } from '@slack/bolt';
import type { PostContent } from '../domain/post-content.js';
import type { Desk, Log, SlackDirectory } from '../services/desk.js';
import type { Metric } from '../services/health/measure-desk.js';
import { renderPost } from './blocks/render-post.js';
import { boltLogger } from './bolt-logger.js';
import { createDirectory } from './directory.js';
import {
  type BotFacts,
  CALL_TIMEOUT_MS,
  createGateway,
  type Gateway,
  type RenderedMessage,
} from './gateway.js';
import { createInHand } from './in-hand.js';
import { createHttpReceiver, type SlackReceiver } from './receivers.js';
import { registerHandlers } from './register-handlers.js';
import { requestMetrics } from './request-metrics.js';
import { listenForDate } from './slack-date.js';
import { createSocketReceiver } from './socket-receiver.js';

export type SlackCredentials = { botToken: string } & ({ appToken: string } | { signingSecret: string });

export type SlackAppOptions = {
  credentials: SlackCredentials;
  /** Slack's own, unless set: GovSlack, the playground and tests set it. Ends in a slash. */
  slackApiUrl?: string;
  log: Log;
  /** Every request to Slack goes through it, but those that open a connection. */
  fetch?: typeof globalThis.fetch;
  /** What stopping waits for work in hand at most. */
  finishWithinMs?: number;
};

export type SlackApp = {
  gateway: Gateway;
  directory: SlackDirectory;
  bot: BotFacts;
  botUserId: string;
  renderPost(content: PostContent): RenderedMessage;
  /** Once, before `start`. */
  register(desk: Desk): void;
  start(): Promise<void>;
  /** Takes nothing new, waits for what is in hand, and disconnects. */
  stop(): Promise<void>;
  isConnected(): boolean;
  /** `listener` is called when requests of Slack's begin to arrive: at the start, and after every loss of the connection. */
  onListening(listener: () => void): void;
  /** Whether no request of Slack's is being worked on, answered ones included. */
  isIdle(): boolean;
  /** Of this process, since its start. */
  metrics(): Metric[];
  /** For HTTP mode: takes POST `/slack/events`, throws for any other path. Undefined in Socket Mode. */
  requestListener: SlackReceiver['requestListener'];
};

const FINISH_WITHIN_MS = 5_000;

/** Asks Slack who the token belongs to; throws a `GatewayError` when it is refused or Slack cannot be reached. */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { credentials, slackApiUrl, log, finishWithinMs = FINISH_WITHIN_MS } = options;
  const logger = boltLogger(log);
  const inHand = createInHand();
  const clientOptions = clientOptionsOf(slackApiUrl);
  const { fetch, last: slackDate } = listenForDate(options.fetch);
  const client = new webApi.WebClient(credentials.botToken, { ...clientOptions, logger, fetch });
  const gateway = createGateway(client, { slackDate, fetch });
  const bot = await gateway.readBot();
  const urlOption = slackApiUrl === undefined ? {} : { slackApiUrl };
  const slack =
    'appToken' in credentials
      ? createSocketReceiver({ appToken: credentials.appToken, ...urlOption, logger, log, inHand })
      : createHttpReceiver({ signingSecret: credentials.signingSecret, logger, log, inHand });
  const app = new App({
    token: credentials.botToken,
    botId: bot.botId,
    botUserId: bot.userId,
    receiver: slack.receiver,
    logger,
    clientOptions,
    convoStore: false,
  });
  // Thrown again, or Bolt would take the event for handled: see receivers.ts.
  app.error(async (error) => {
    throw error;
  });
  let isStarted = false;
  let tellListening = (): void => {};
  slack.onConnect(() => {
    if (isStarted) tellListening();
  });
  return {
    gateway,
    directory: createDirectory(gateway, bot),
    bot,
    botUserId: bot.userId,
    renderPost: (content) => renderPost(content, { workspaceUrl: bot.workspaceUrl }),
    register: (desk) =>
      registerHandlers(app, { desk, gateway, bot, render: { workspaceUrl: bot.workspaceUrl } }),
    start: async () => {
      if ('appToken' in credentials) await app.start();
      isStarted = true;
      tellListening();
    },
    stop: async () => {
      isStarted = false;
      const isFinished = await inHand.finish(finishWithinMs);
      if (!isFinished) log.warn({ finishWithinMs }, 'stopped with requests of Slack still in hand');
      await slack.disconnect();
    },
    isConnected: () => isStarted && slack.isConnected(),
    onListening: (listener) => {
      tellListening = listener;
    },
    isIdle: () => inHand.isEmpty(),
    metrics: () => requestMetrics(inHand.counts()),
    requestListener: slack.requestListener,
  };
}

/** No retries and no waiting inside the client: whoever calls decides, by the failure's kind. */
export function clientOptionsOf(slackApiUrl: string | undefined): webApi.WebClientOptions {
  return {
    timeout: CALL_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
  };
}
