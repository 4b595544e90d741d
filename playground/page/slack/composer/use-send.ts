/** Sends what was typed: a message, a command of the app, or one of Slack's own. */
import type { Lobby } from '../../../live/protocol.js';
import { useSeat } from '../../seat.js';
import { type Act, useAct } from '../use-act.js';
import type { Draft } from './drafts.js';
import { OWN_COMMANDS } from './own-commands.js';

export type Destination = { channelId: string; threadTs: string | null; isBroadcast: boolean };

type Typed = { name: string; text: string };

/** A command is what begins with a slash; with a space before it, it is a message. */
function readCommand(text: string): Typed | null {
  const [, name, rest = ''] = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(text.trimEnd()) ?? [];
  return name === undefined ? null : { name, text: rest.trim() };
}

function ownDoings({ name, text }: Typed, channelId: string) {
  return OWN_COMMANDS.find(({ command }) => command === name)?.doing(channelId, text) ?? null;
}

/** Why it cannot be run, in Slack's words; null where it can. */
function refusalOf(lobby: Lobby, typed: Typed, to: Destination): string | null {
  const { name } = typed;
  const own = ownDoings(typed, to.channelId);
  if (own === null && !lobby.commands.some(({ command }) => command === name)) {
    return `${name} is not a valid command. To send a message that begins with a slash, type a space before it.`;
  }
  if (to.threadTs !== null) return `${name} is not supported in threads. Sorry!`;
  if (own === null || own.length > 0) return null;
  const usageHint = OWN_COMMANDS.find(({ command }) => command === name)?.usageHint;
  return `Type it like this: ${name} ${usageHint}`;
}

/** Resolves with false where anything of it was not done. */
async function run(act: Act, typed: Typed, channelId: string): Promise<boolean> {
  const own = ownDoings(typed, channelId);
  const doings = own ?? [{ method: 'command', with: [typed.name, typed.text, { channel: channelId }] }];
  for (const doing of doings) {
    if ((await act(doing.method, ...doing.with)) === undefined) return false;
  }
  return true;
}

/** Resolves with false where nothing was sent, and the text is still to be had. */
export function useSend(): (draft: Draft, to: Destination) => Promise<boolean> {
  const { lobby, say } = useSeat();
  const act = useAct();
  return async ({ text, files }, to) => {
    const typed = files.length === 0 ? readCommand(text) : null;
    if (typed) {
      const refusal = refusalOf(lobby, typed, to);
      if (refusal === null) return run(act, typed, to.channelId);
      say(refusal);
      return false;
    }
    const { channelId, threadTs, isBroadcast } = to;
    const options = {
      ...(threadTs === null ? {} : { threadTs, broadcast: isBroadcast }),
      ...(files.length === 0 ? {} : { files }),
    };
    return (await act('post', channelId, text.trim(), options)) !== undefined;
  };
}
