/** Answers "can it do its work", and "does it", for whoever supervises the process. */
import type { Metric } from './metrics.js';
import { within } from './within.js';

/** Each says whether its part is ready; it never throws for a part that is merely down. */
export type Probes = Readonly<Record<string, () => boolean | Promise<boolean>>>;

/** What the desk tells of itself. Each may fail or take too long: then it is not known. */
export type Pulse = {
  /** Names of background work that should have been done by now. */
  late(): Promise<readonly string[]>;
  metrics: readonly (() => readonly Metric[] | Promise<readonly Metric[]>)[];
};

export type Readiness = {
  status: 'ready' | 'not ready';
  missing: string[];
  /** Null: not known. Says nothing about `status`: what can still take events must not be taken out for what is late. */
  late: readonly string[] | null;
};

const ANSWER_MAX_MS = 2_000;

/** Asks every probe at once; one that fails or takes too long is missing. */
export async function readiness(probes: Probes, pulse: Pick<Pulse, 'late'>): Promise<Readiness> {
  const [parts, late] = await Promise.all([ask(probes), within(ANSWER_MAX_MS, () => pulse.late(), null)]);
  const missing = parts.filter(({ isUp }) => !isUp).map(({ part }) => part);
  return { status: missing.length === 0 ? 'ready' : 'not ready', missing, late };
}

/** What is not known in time is left out; which part is missing is always told. */
export async function measure(probes: Probes, pulse: Pick<Pulse, 'metrics'>): Promise<Metric[]> {
  const [parts, ...told] = await Promise.all([
    ask(probes),
    ...pulse.metrics.map((read) => within(ANSWER_MAX_MS, read, [])),
  ]);
  const ready: Metric = {
    name: 'threadesk_ready',
    type: 'gauge',
    help: 'Whether this process has what it needs, by part.',
    samples: parts.map(({ part, isUp }) => ({ labels: { part }, value: isUp ? 1 : 0 })),
  };
  return [ready, ...told.flat()];
}

function ask(probes: Probes): Promise<{ part: string; isUp: boolean }[]> {
  return Promise.all(
    Object.entries(probes).map(async ([part, probe]) => ({
      part,
      isUp: await within(ANSWER_MAX_MS, probe, false),
    })),
  );
}
