/** What can be done to the workspace from outside, as a table: a name of `POST /control/NAME`, and who does it. */

import { faultWords } from '../live/fault-words.js';
import { postAs } from '../live/integration.js';
import { playing } from '../live/play-in-hand.js';
import type { Jumped } from '../live/protocol.js';
import { readAct } from '../live/read-act.js';
import { type FaultName, readFault } from '../live/read-fault.js';
import { requireActive, requireSomebody } from '../live/somebody.js';
import { jumpWords, readJump } from '../live/timekeeper.js';
import type { TrailBook } from '../live/trail.js';
import { canRead, changed, channelNamed, latestTs, stirred } from '../workspace/core.js';
import { parseTs } from '../workspace/ids.js';
import { asText } from '../workspace/json.js';
import { markRead } from '../workspace/reads.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { JsonObject } from '../workspace/types.js';
import { timeOf } from './control-reads.js';
import type { Controlled } from './controlled.js';

type Operation = (...args: never[]) => unknown;

async function jump(controlled: Controlled, body: JsonObject): Promise<Jumped> {
  const { timekeeper, trail } = controlled;
  if (timekeeper === null) throw new NotPossible('Time cannot be moved here');
  const wanted = readJump(body);
  const passage = await inTrail(trail, 'time', jumpWords(wanted), () => timekeeper.jump(wanted));
  changed(controlled.workspace);
  return { ...(await timeOf(controlled)), passage };
}

async function inTrail<T>(
  trail: TrailBook | null,
  kind: 'fault' | 'time',
  title: string,
  act: () => Promise<T>,
): Promise<T> {
  if (trail === null) return act();
  const { happeningId, end } = trail.begin(kind, title);
  try {
    const result = await playing(happeningId, act);
    end();
    return result;
  } catch (error) {
    end(false);
    throw error;
  }
}

/** Only of what one can look into: a mark would tell that there is a channel. */
function noteRead({ workspace }: Controlled, body: JsonObject): void {
  const me = requireSomebody(workspace, asText(body.as));
  const channel = channelNamed(workspace, asText(body.channel));
  if (!canRead(channel, me)) throw new NotPossible(`${me.displayName} cannot see #${channel.name}`);
  const ts = asText(body.ts);
  const at = parseTs(ts);
  if (at === null) throw new NotPossible(`"${ts}" is no ts of a message`);
  // What is still to be said cannot have been read.
  markRead(workspace, me.id, channel.id, at > workspace.state.lastTsMicros ? latestTs(workspace) : ts);
}

/** The arguments have been read by now. */
async function callOn(target: object, name: string, args: readonly unknown[]): Promise<unknown> {
  const operation: unknown = Reflect.get(target, name);
  if (typeof operation !== 'function') throw new NotPossible(`There is no ${name} to do`);
  const result: unknown = await (operation as Operation)(...(args as never[]));
  return typeof result === 'function' ? null : (result ?? null);
}

/** Both lose events; the box's own cuts the connections besides. */
function whoBreaks({ faults, boxFaults }: Controlled, name: FaultName): object {
  return Object.hasOwn(boxFaults, name) ? boxFaults : faults;
}

export const ACTS: Readonly<Record<string, (controlled: Controlled, body: JsonObject) => Promise<unknown>>> =
  {
    person: async ({ workspace, person }, body) => {
      const name = asText(body.name);
      const { act, args } = readAct(asText(body.do), body.with);
      requireActive(workspace, name, act);
      return callOn(person(name), act, args);
    },
    faults: async (controlled, body) => {
      const { workspace, trail } = controlled;
      const { name, args } = readFault(asText(body.do), body.with);
      const nameOf = (id: string) => `#${workspace.state.channels.get(id)?.name ?? id}`;
      return inTrail(trail, 'fault', faultWords(name, args, nameOf), async () => {
        // What holds events back lets go of them before the rest is mended.
        if (name === 'clear') controlled.boxFaults.end();
        const result = await callOn(whoBreaks(controlled, name), name, args);
        stirred(workspace);
        return result;
      });
    },
    integration: async ({ workspace }, body) => postAs(workspace, asText(body.name).trim(), body.with),
    time: jump,
    read: async (controlled, body) => {
      noteRead(controlled, body);
      return null;
    },
    settled: async ({ settled }) => {
      await settled();
      return null;
    },
  };
