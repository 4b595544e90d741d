/** Sends what was typed: a message, a command of the app, or one of Slack's own. */
import type { Lobby } from '../../live/protocol.js';
import { useSeat } from '../seat.js';
import type { Draft } from './drafts.js';
import { OWN_COMMANDS } from './own-commands.js';
import { type Act, useAct } from './use-act.js';

export type Destination = { channelId: string; threadTs: string | null; isBroadcast: boolean };

type Typed = { name: string; text: string };

/** A command is what begins with a slash; with a space before it, it is a message. */
function readCommand(text: string): Typed | null {
  const [, name, rest = ''] = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(text.trimEnd()) ?? [];
  return name === undefined ? null : { name, text: rest.trim() };
}

async function runOwn(act: Act, { name, text }: Typed, channelId: string): Promise<string | null> {
  const own = OWN_COMMANDS.find(({ command }) => command === name);
  const doings = own?.doing(channelId, text) ?? [];
  if (doings.length === 0) return `Type it like this: ${name} ${own?.usageHint}`;
  for (const doing of doings) await act(doing.method, ...doing.with);
  return null;
}

/** Why it is not run, in Slack's words; null where it was. */
async function run(act: Act, lobby: Lobby, typed: Typed, to: Destination): Promise<string | null> {
  const { name, text } = typed;
  const isOfApp = lobby.commands.some(({ command }) => command === name);
  const isOwn = OWN_COMMANDS.some(({ command }) => command === name);
  if (!isOfApp && !isOwn) {
    return `${name} is not a valid command. To send a message that begins with a slash, type a space before it.`;
  }
  if (to.threadTs !== null) return `${name} is not supported in threads. Sorry!`;
  if (isOwn) return runOwn(act, typed, to.channelId);
  await act('command', name, text, { channel: to.channelId });
  return null;
}

/** Resolves with false where nothing was sent, and the text is still to be had. */
export function useSend(): (draft: Draft, to: Destination) => Promise<boolean> {
  const { lobby, say } = useSeat();
  const act = useAct();
  return async ({ text, files }, to) => {
    const typed = files.length === 0 ? readCommand(text) : null;
    if (typed) {
      const refusal = await run(act, lobby, typed, to);
      if (refusal !== null) say(refusal);
      return refusal === null;
    }
    const { channelId, threadTs, isBroadcast } = to;
    const options = {
      ...(threadTs === null ? {} : { threadTs, broadcast: isBroadcast }),
      ...(files.length === 0 ? {} : { files }),
    };
    return (await act('post', channelId, text.trim(), options)) !== undefined;
  };
}
