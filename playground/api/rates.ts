/** Slack's rates as plain windows: so many calls of a method a minute, and one new message a second in a channel. */

import { asText } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';
import { CALLS_PER_MINUTE, type Method } from './method.js';

type Window = { key: string; callsMax: number; lengthMs: number };

/** When calls were taken, in milliseconds of the workspace, by what they are counted by. */
export type RecentCalls = Map<string, number[]>;

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

function windowsOf(name: string, method: Method, args: JsonObject): Window[] {
  const ofMethod = { key: name, callsMax: CALLS_PER_MINUTE[method.tier], lengthMs: MINUTE_MS };
  if (name !== 'chat.postMessage') return [ofMethod];
  const ofChannel = { key: `${name} ${asText(args.channel)}`, callsMax: 1, lengthMs: SECOND_MS };
  return [ofMethod, ofChannel];
}

/** Milliseconds until there is room for one call more. */
function waitIn(recent: RecentCalls, { key, callsMax, lengthMs }: Window, nowMs: number): number {
  const within = (recent.get(key) ?? []).filter((atMs) => nowMs - atMs < lengthMs);
  recent.set(key, within);
  return within.length < callsMax ? 0 : lengthMs - (nowMs - (within[0] ?? nowMs));
}

/** Whole seconds to wait where there were too many such calls, else null. Only calls that are taken count. */
export function overRate(
  recent: RecentCalls,
  nowMs: number,
  call: { name: string; method: Method; args: JsonObject },
): number | null {
  const windows = windowsOf(call.name, call.method, call.args);
  const waitMs = Math.max(...windows.map((window) => waitIn(recent, window, nowMs)));
  if (waitMs > 0) return Math.ceil(waitMs / SECOND_MS);
  for (const { key } of windows) recent.get(key)?.push(nowMs);
  return null;
}
