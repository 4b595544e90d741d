/** Calls the Web API as the bot does, for what this bot would not say by itself. */
import type { SlackServer } from '../../playground/server.js';

export async function callAsBot(
  { apiUrl, botToken }: SlackServer,
  method: string,
  body: object,
): Promise<void> {
  await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
