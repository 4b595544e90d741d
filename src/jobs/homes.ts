/** Publishes Homes when it is woken, and wakes itself for those that wait a moment for further changes. */
import type { Desk } from '../services/desk.js';
import type { HomeCarrier } from '../services/home/home-carrier.js';
import { HOME_DEFAULTS, type HomeOptions, publishHomes } from '../services/home/publish-homes.js';
import { inRunOf } from '../work-in-hand.js';
import { singleFlight } from './single-flight.js';

export type Homes = {
  /** Resolves when everything that was due is published, or has been tried. */
  wake(): Promise<void>;
  isIdle(): boolean;
  /** Finishes what is in hand, and wakes itself no more. */
  stop(): Promise<void>;
};

/** The timetable looks every few seconds anyway. */
const ALARM_MAX_MS = 10_000;
const ALARM_MIN_MS = 10;

export function createHomes(desk: Desk, carrier: HomeCarrier, options: HomeOptions = HOME_DEFAULTS): Homes {
  let alarm: NodeJS.Timeout | undefined;
  let isStopped = false;
  const flight = singleFlight(
    async () => {
      clearTimeout(alarm);
      if (isStopped) return;
      const { nextAt } = await publishHomes(desk, carrier, options);
      if (nextAt !== null) wakeAt(nextAt);
    },
    (error) => desk.log.error({ err: error }, 'Homes could not be published'),
  );

  function wakeAt(at: Date): void {
    if (isStopped) return;
    const ms = at.getTime() - desk.clock.now().getTime();
    const wake = () => void inRunOf('publish-homes', flight.wake);
    alarm = setTimeout(wake, Math.min(Math.max(ms, ALARM_MIN_MS), ALARM_MAX_MS));
  }

  return {
    wake: () => flight.wake(),
    isIdle: () => flight.isIdle(),
    stop: async () => {
      isStopped = true;
      clearTimeout(alarm);
      await flight.idle();
    },
  };
}
