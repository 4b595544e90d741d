/** Answers "is the process alive" and "can it do its work" for whoever supervises it. */

/** Each says whether its part is ready; it never throws for a part that is merely down. */
export type Probes = Readonly<Record<string, () => boolean | Promise<boolean>>>;

export type Readiness = { status: 'ready' | 'not ready'; missing: string[] };

const PROBE_MAX_MS = 2_000;

/** Asks every probe at once; one that fails or takes too long is missing. */
export async function readiness(probes: Probes): Promise<Readiness> {
  const asked = await Promise.all(
    Object.entries(probes).map(async ([part, probe]) => ((await isUp(probe)) ? [] : [part])),
  );
  const missing = asked.flat();
  return { status: missing.length === 0 ? 'ready' : 'not ready', missing };
}

function isUp(probe: () => boolean | Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PROBE_MAX_MS, false);
    const settle = (isReady: boolean) => {
      clearTimeout(timer);
      resolve(isReady);
    };
    // Inside of `then`, so that a probe that throws at once is as missing as one that rejects.
    Promise.resolve()
      .then(probe)
      .then(settle, () => settle(false));
  });
}
