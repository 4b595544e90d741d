/** A bare Socket Mode client for tests: shows the envelopes as they come, and acks only what it is told to. */

import { WebSocket } from 'ws';
import type { SlackServer } from '../../playground/server.js';
import { webClient } from './box.js';

/** Connects; resolves after the hello. */
export async function socketClient(
  slack: SlackServer,
  isAcking: (envelope: Record<string, unknown>) => boolean = () => true,
) {
  const { url = '' } = await webClient(slack, slack.appToken).apps.connections.open();
  const socket = new WebSocket(url);
  const received: Record<string, unknown>[] = [];
  socket.on('message', (data) => {
    const message: Record<string, unknown> = JSON.parse(data.toString());
    received.push(message);
    if (message.envelope_id && isAcking(message))
      socket.send(JSON.stringify({ envelope_id: message.envelope_id }));
  });
  await slack.until(() => received.some(({ type }) => type === 'hello'));
  return { socket, received, envelopes: () => received.filter(({ envelope_id }) => envelope_id) };
}
