/**
 * What `slack run` starts: the bot, with the tokens of the app that the Slack CLI has installed for this. They come under names of their own,
 * and win over those of `.env`: whoever tries something out must not do it as the app that people work with.
 */
for (const [name, given] of [
  ['SLACK_BOT_TOKEN', process.env.SLACK_CLI_XOXB],
  ['SLACK_APP_TOKEN', process.env.SLACK_CLI_XAPP],
] as const) {
  if (given !== undefined && given !== '') process.env[name] = given;
}
await import('../src/main.js');
