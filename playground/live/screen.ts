/** All that one person sees: their sidebar, the conversation they look at, their Home and their open modals. */

import { canRead, memberNamed, messagesOf, type WorkspaceCore } from '../workspace/core.js';
import { readTsOf } from '../workspace/reads.js';
import type { Channel, Member } from '../workspace/types.js';
import { homeOf } from '../workspace/views.js';
import { channelRow, channelRows } from './channel-rows.js';
import { personRow } from './lobby.js';
import type { Screen, ShownMessage, Values } from './protocol.js';
import { shownEphemeral, shownMessage } from './shown-message.js';
import { shownView } from './shown-view.js';

/** A page shows no more of a conversation at once; a real client would fetch the rest on scrolling. */
const SHOWN_MAX = 500;

/** What this person has picked in a message. */
export type Chosen = (channelId: string, ts: string) => Values;

export type Look = { as: string; channel?: string | undefined; thread?: string | undefined };

type Placed = { ts: string; threadTs?: string; isBroadcast?: boolean };

function isAtTop({ ts, threadTs, isBroadcast }: Placed): boolean {
  return threadTs === undefined || threadTs === ts || isBroadcast === true;
}

function isInThread(threadTs: string): (message: Placed) => boolean {
  return (message) => message.ts === threadTs || message.threadTs === threadTs;
}

function shownWhere(
  core: WorkspaceCore,
  me: Member,
  channel: Channel,
  chosen: Chosen,
  isThere: (message: Placed) => boolean,
): ShownMessage[] {
  const messages = messagesOf(core, channel.id).filter(isThere).slice(-SHOWN_MAX);
  const own = core.state.ephemerals.filter(
    (ephemeral) => ephemeral.userId === me.id && ephemeral.channelId === channel.id && isThere(ephemeral),
  );
  const shown = [
    ...messages.map((message) => shownMessage(core, message, chosen(channel.id, message.ts))),
    ...own.map((ephemeral) => shownEphemeral(core, ephemeral, chosen(channel.id, ephemeral.ts))),
  ];
  return shown.sort((one, other) => (one.ts < other.ts ? -1 : 1));
}

function placeOf(core: WorkspaceCore, me: Member, look: Look, chosen: Chosen): Screen['place'] {
  const channel = core.state.channels.get(look.channel ?? '');
  if (channel === undefined || !canRead(channel, me)) return null;
  return {
    channel: channelRow(core, channel, me),
    messages: shownWhere(core, me, channel, chosen, isAtTop),
    thread: look.thread === undefined ? null : shownWhere(core, me, channel, chosen, isInThread(look.thread)),
    readTs: readTsOf(core, me.id, channel.id),
  };
}

/** Throws NotPossible where there is nobody called so. */
export function screenOf(core: WorkspaceCore, look: Look, chosen: Chosen): Screen {
  const me = memberNamed(core, look.as);
  const home = homeOf(core, me.id);
  const modals = core.state.modalStacks.get(me.id) ?? [];
  return {
    me: personRow(me),
    channels: channelRows(core, me),
    place: placeOf(core, me, look, chosen),
    home: home === undefined ? null : shownView(home),
    modals: modals.flatMap((id) => core.state.views.get(id) ?? []).map(shownView),
  };
}
