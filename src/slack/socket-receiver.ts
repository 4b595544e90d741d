/** Takes requests from Slack by Socket Mode, over a connection that is replaced before Slack ends it. */
import type { App, Receiver } from '@slack/bolt';
import { ACK_WITHIN_MS, ackingLast, type ReceiverOptions, type SlackReceiver } from './receivers.js';
import { type Line, type LineOptions, openLine } from './socket-line.js';

/**
 * Not connected before the app starts it; from then on it reconnects by itself. Only a token refused at the first connect is thrown.
 *
 * Slack ends every connection after some hours and says so some seconds before. Then a second one is opened, and the first is given up
 * once the second takes requests and those of the first are answered: between the two is no time in which nobody listens.
 */
export function createSocketReceiver(options: ReceiverOptions & LineOptions): SlackReceiver {
  const lines = new Set<Line>();
  let app: App | null = null;
  let isStopping = false;
  let isReplacing = false;
  let tellConnected = (): void => {};
  const isConnected = (except: Line | null = null) =>
    [...lines].some((line) => line !== except && line.isConnected());

  const open = (before: Line | null): Line => {
    const line = openLine(options, before === null, {
      connected: () => {
        if (!isConnected(line)) tellConnected();
        if (before !== null) giveUp(before);
      },
      ending: () => replace(line),
    });
    lines.add(line);
    return line;
  };
  const replace = (line: Line): boolean => {
    if (isStopping || app === null) return false;
    if (isReplacing) return true;
    isReplacing = true;
    options.log.info({}, 'Slack is about to end the connection: opening another');
    const next = open(line);
    next.socket.init(app);
    void next.socket.start();
    return true;
  };
  const giveUp = (line: Line): void => {
    if (!lines.has(line)) return;
    isReplacing = false;
    const ending = setTimeout(() => void line.end().then(() => lines.delete(line)), ACK_WITHIN_MS);
    ending.unref();
  };

  const first = open(null);
  const receiver: Receiver = {
    init: (initApp) => {
      app = initApp;
      first.socket.init(initApp);
    },
    start: () => first.socket.start(),
    stop: () => first.socket.stop(),
  };
  return {
    receiver: ackingLast(receiver, options.inHand),
    isConnected: () => isConnected(),
    onConnect: (listener) => {
      tellConnected = listener;
    },
    requestListener: undefined,
    disconnect: async () => {
      isStopping = true;
      await Promise.all([...lines].map((line) => line.end()));
    },
  };
}
