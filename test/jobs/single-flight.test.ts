import { describe, expect, it } from 'vitest';
import { singleFlight } from '../../src/jobs/single-flight.js';

/** A run that is over when it is told to be. */
function controlled() {
  const begun: (() => void)[] = [];
  let runs = 0;
  const run = () => {
    runs += 1;
    return new Promise<void>((resolve) => void begun.push(resolve));
  };
  return { run, finishOne: () => begun.shift()?.(), runs: () => runs };
}

const noError = (error: unknown) => {
  throw error;
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a run', () => {
  it('happens once for a wake-up', async () => {
    let runs = 0;
    const flight = singleFlight(async () => {
      runs += 1;
    }, noError);
    await flight.wake();
    expect(runs).toBe(1);
  });

  it('is not joined by another, and is followed by exactly one for all that came meanwhile', async () => {
    const { run, finishOne, runs } = controlled();
    const flight = singleFlight(run, noError);
    const first = flight.wake();
    await turn();
    const later = [flight.wake(), flight.wake(), flight.wake()];
    await turn();
    expect(runs()).toBe(1);
    finishOne();
    await first;
    await turn();
    expect(runs()).toBe(2);
    finishOne();
    await Promise.all(later);
    expect(runs()).toBe(2);
  });

  it('that was asked for during a run begins after the question: no wake-up is lost', async () => {
    const { run, finishOne, runs } = controlled();
    const flight = singleFlight(run, noError);
    void flight.wake();
    await turn();
    const second = flight.wake();
    finishOne();
    await turn();
    const third = flight.wake();
    expect(third).not.toBe(second);
    finishOne();
    await turn();
    finishOne();
    await third;
    expect(runs()).toBe(3);
  });

  it('that fails is told of, and hinders no later one', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const flight = singleFlight(
      async () => {
        runs += 1;
        if (runs === 1) throw new Error('first');
      },
      (error) => errors.push(error),
    );
    await flight.wake();
    await flight.wake();
    expect(errors).toEqual([new Error('first')]);
    expect(runs).toBe(2);
  });

  it('is waited for by idle, the one that follows included', async () => {
    const { run, finishOne, runs } = controlled();
    const flight = singleFlight(run, noError);
    void flight.wake();
    void flight.wake();
    let isIdle = false;
    const idle = flight.idle().then(() => {
      isIdle = true;
    });
    await turn();
    finishOne();
    await turn();
    expect(isIdle).toBe(false);
    finishOne();
    await idle;
    expect(runs()).toBe(2);
  });
});
