/** Ends the playground when it is told to, whenever that is: PostgreSQL is a process of its own, and would be left running. */

/** Closing the terminal is the last; where there is none, nothing comes of it. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** So long nobody is kept waiting: what is not stopped by then is taken over at the next start. */
const STOP_MAX_MS = 20_000;

export type Ending = {
  /** What is to be stopped from now on. Where the signal came before, that is done at once. */
  stopWith(stop: () => Promise<void>): void;
  /** Nothing had been started that would have to be stopped. */
  nothingToStop(): void;
  isTold(): boolean;
};

type Ends = { say(line: string): void; exit(code: number): void };

/** What has been started is stopped once, however often the signal comes; one that comes while it starts waits for that. */
export function endOnSignal({ say, exit }: Ends, on: (signal: string, act: () => void) => void): Ending {
  let stop: (() => Promise<void>) | null = null;
  let isTold = false;
  const end = (): void => {
    if (stop === null) return;
    const timer = setTimeout(() => exit(1), STOP_MAX_MS);
    timer.unref();
    stop().then(
      () => exit(0),
      (error: unknown) => {
        say(`It was not stopped cleanly: ${error instanceof Error ? error.message : String(error)}`);
        exit(1);
      },
    );
  };
  for (const signal of SIGNALS) {
    on(signal, () => {
      if (isTold) return say('Stopping already …');
      isTold = true;
      say('Stopping …');
      end();
    });
  }
  return {
    stopWith: (given) => {
      stop = given;
      if (isTold) end();
    },
    isTold: () => isTold,
    nothingToStop: () => {
      if (isTold) exit(1);
    },
  };
}
