/** A small real Bolt app for the tests of the box: the same handlers over Socket Mode and over HTTP. */

import { createServer } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { SlackServer } from '../../playground/server.js';
import { quiet } from './box.js';

export type RunningApp = { app: App; events: string[]; stop(): Promise<void> };

function register(app: App, events: string[]): void {
  app.event(/.*/, async ({ event }) => {
    events.push('subtype' in event && event.subtype ? `${event.type}.${event.subtype}` : event.type);
  });
}

/** Connects an unmodified Bolt to the box by Socket Mode. */
export async function startSocketApp(
  slack: SlackServer,
  set: (app: App) => void = () => {},
): Promise<RunningApp> {
  const events: string[] = [];
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quiet,
    // How long Bolt waits before it connects again is its ping timeout; five seconds would only slow the tests.
    clientPingTimeout: 1000,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: quiet });
  register(app, events);
  set(app);
  await app.start();
  return {
    app,
    events,
    stop: async () => {
      await app.stop();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Lets an unmodified Bolt listen for signed requests and points the box at it. */
export async function startHttpApp(
  slack: SlackServer,
  set: (app: App) => void = () => {},
): Promise<RunningApp> {
  const events: string[] = [];
  const port = await freePort();
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, port, logger: quiet });
  const app = new App({
    token: slack.botToken,
    receiver,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: quiet,
  });
  register(app, events);
  set(app);
  await app.start(port);
  slack.setDelivery({ mode: 'http', requestUrl: `http://127.0.0.1:${port}/slack/events` });
  return {
    app,
    events,
    stop: async () => {
      await app.stop();
    },
  };
}
