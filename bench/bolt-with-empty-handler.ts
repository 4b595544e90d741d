/** The baseline of `events-in`: the same Bolt over HTTP, with a handler that does nothing. */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

const [port, signingSecret, slackApiUrl, token] = process.argv.slice(2);
if (port === undefined || signingSecret === undefined || slackApiUrl === undefined || token === undefined) {
  throw new Error('usage: bolt-with-empty-handler PORT SIGNING_SECRET SLACK_API_URL BOT_TOKEN');
}

const app = new App({
  token,
  receiver: new HTTPReceiver({ signingSecret }),
  clientOptions: { slackApiUrl },
  logLevel: LogLevel.ERROR,
});
app.event('message', async () => {});
await app.start(Number(port));
