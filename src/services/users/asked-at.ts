/** When somebody asks, and by which clocks they mean the days that they name. */
import type { AskedAt } from '../../domain/day-range.js';
import type { Actor } from '../../domain/permissions.js';
import type { Desk } from '../desk.js';
import { timeZoneOf } from './time-zone-of.js';

export async function askedAt(desk: Desk, actor: Actor): Promise<AskedAt> {
  return { now: desk.clock.now(), timeZone: await timeZoneOf(desk, actor) };
}
