/** Slack's own commands, the few that are of use here: the client does them, no app hears of them. */

type Doing = { method: string; with: readonly unknown[] };

export type OwnCommand = {
  command: string;
  description: string;
  usageHint: string;
  /** What is done as the person, with which arguments; nothing where the usage is another. */
  doing(channelId: string, text: string): readonly Doing[];
};

function namesIn(text: string, sign: string): string[] {
  return text.split(/\s+/).filter((word) => word.startsWith(sign) && word.length > 1);
}

export const OWN_COMMANDS: readonly OwnCommand[] = [
  {
    command: '/invite',
    description: 'Invite somebody to this channel, an app too',
    usageHint: '@somebody',
    doing: (channelId, text) =>
      namesIn(text, '@').map((who) => ({ method: 'invite', with: [channelId, who] })),
  },
  {
    command: '/remove',
    description: 'Remove somebody from this channel',
    usageHint: '@somebody',
    doing: (channelId, text) =>
      namesIn(text, '@').map((who) => ({ method: 'remove', with: [channelId, who] })),
  },
  {
    command: '/join',
    description: 'Join a public channel',
    usageHint: '#channel',
    doing: (_, text) => namesIn(text, '#').map((channel) => ({ method: 'join', with: [channel] })),
  },
  {
    command: '/leave',
    description: 'Leave this channel',
    usageHint: '',
    doing: (channelId) => [{ method: 'leave', with: [channelId] }],
  },
  {
    command: '/me',
    description: 'Say what you do',
    usageHint: 'your message',
    doing: (channelId, text) =>
      text === '' ? [] : [{ method: 'post', with: [channelId, text, { asMe: true }] }],
  },
];
