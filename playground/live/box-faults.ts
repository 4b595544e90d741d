/** Faults of the whole box, for the panel of the page: what one does to a workspace, and not to one call or event. */

import type { FaultBoard, HeldEvents } from '../faults.js';
import { addToChannel, convertToPrivate, convertToPublic, removeFromChannel } from '../workspace/channels.js';
import { bot, channelNamed, isIn, memberById, type WorkspaceCore } from '../workspace/core.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { Channel, Member } from '../workspace/types.js';
import type { BoxFault } from './protocol.js';

export type BoxFaults = {
  [Do in BoxFault['do']]: (...args: Extract<BoxFault, { do: Do }>['with']) => void | Promise<void>;
} & {
  isReordering(): boolean;
  /** Ends whatever of this is going on. */
  end(): void;
};

export type BoxFaultsParts = {
  core: WorkspaceCore;
  faults: FaultBoard;
  setRateLimits(isOn: boolean): void;
  /** Time passes while nobody listens, and what was missed is found; resolves when the app is connected and has made up for it. */
  recover(): Promise<void>;
};

/** Whoever owns the workspace, or else whoever is in the channel: the app takes it as it comes. */
function ownerIn(core: WorkspaceCore, channel: Channel): Member {
  const members = channel.memberIds.map((id) => memberById(core, id)).filter(({ isBot }) => !isBot);
  const owner = members.find(({ isOwner }) => isOwner) ?? members[0];
  if (owner === undefined) throw new NotPossible(`Nobody is in #${channel.name} to do that`);
  return owner;
}

function requireKind(channel: Channel, kind: 'public' | 'private'): void {
  if (channel.kind !== kind)
    throw new NotPossible(`#${channel.name} is ${kind === 'public' ? 'not public' : 'not private'}`);
}

/** What to do about each thing that keeps the app from hearing or answering, where that is not that events are lost. */
const OTHERWISE: readonly [isSo: (faults: FaultBoard, isReordering: boolean) => boolean, words: string][] = [
  [
    (faults) => faults.isTokenRevoked(),
    'The token is revoked: give it back, and the bot says what it has to say.',
  ],
  [
    (faults) => faults.isRefusing(),
    'Connections are refused: mend everything, and the bot is back in half a minute.',
  ],
  [(_, isReordering) => isReordering, 'Events are held back: let them go, or mend everything.'],
  [(faults) => faults.standing().length > 0, 'What else is broken ends with “Mend everything”.'],
];

function nothingIsLost(faults: FaultBoard, isReordering: boolean): string {
  const words = OTHERWISE.filter(([isSo]) => isSo(faults, isReordering)).map(([, each]) => each);
  return ['Nothing is being lost.', ...words].join(' ');
}

export function createBoxFaults({ core, faults, setRateLimits, recover }: BoxFaultsParts): BoxFaults {
  let held: HeldEvents | null = null;
  const inChannel = (act: (channel: Channel, owner: Member) => void) => (name: string) => {
    const channel = channelNamed(core, name);
    act(channel, ownerIn(core, channel));
  };
  const reorder = (isHolding: boolean): void => {
    if (isHolding) held ??= faults.holdEvents('*');
    else {
      held?.release('reverse');
      held = null;
    }
  };
  return {
    rateLimits: setRateLimits,
    removeBot: inChannel((channel, owner) => removeFromChannel(core, channel, bot(core), owner)),
    inviteBot: inChannel((channel, owner) => {
      if (isIn(channel, bot(core).id)) throw new NotPossible(`The bot is in #${channel.name} already`);
      addToChannel(core, channel, bot(core), owner);
    }),
    makePrivate: inChannel((channel, owner) => {
      requireKind(channel, 'public');
      convertToPrivate(core, channel, owner);
    }),
    makePublic: inChannel((channel, owner) => {
      requireKind(channel, 'private');
      convertToPublic(core, channel, owner);
    }),
    reorder,
    loseEvents: () => {
      faults.loseEvents();
      faults.cutSockets();
    },
    hearAgain: async () => {
      if (!faults.isLosing()) throw new NotPossible(nothingIsLost(faults, held !== null));
      await recover();
    },
    isReordering: () => held !== null,
    end: () => {
      reorder(false);
      setRateLimits(false);
    },
  };
}
