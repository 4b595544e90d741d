import { describe, expect, it } from 'vitest';
import { createStopStack } from '../../src/stop-stack.js';
import { silentLog } from '../support/desk.js';

const never = () => new Promise<void>(() => undefined);

describe('stopping', () => {
  it('goes in reverse, each part after the one above it', async () => {
    const order: string[] = [];
    const stack = createStopStack(silentLog, 1_000);
    for (const part of ['database', 'jobs', 'slack']) {
      stack.push(part, async () => {
        order.push(`${part} begins`);
        await Promise.resolve();
        order.push(`${part} ends`);
      });
    }
    await stack.stop();
    expect(order).toEqual(
      ['slack', 'jobs', 'database'].flatMap((part) => [`${part} begins`, `${part} ends`]),
    );
  });

  it('is not kept by a part that hangs, nor by one that fails, and stays within its bound', async () => {
    const stopped: string[] = [];
    const troubles: string[] = [];
    const keep = (_fields: object, message: string) => void troubles.push(message);
    const stack = createStopStack({ ...silentLog, warn: keep, error: keep }, 200);
    stack.push('database', async () => void stopped.push('database'));
    stack.push('hangs', never);
    stack.push('fails', () => Promise.reject(new Error('no')));
    stack.push('hangs too', never);
    const startedMs = performance.now();
    await stack.stop();
    expect(performance.now() - startedMs).toBeLessThan(400);
    expect(stopped).toEqual(['database']);
    expect(troubles).toEqual([
      'stopping took too long: going on',
      'could not be stopped',
      'stopping took too long: going on',
    ]);
  });

  it('happens once, however often it is asked for', async () => {
    let stops = 0;
    const stack = createStopStack(silentLog, 100);
    stack.push('part', async () => {
      stops += 1;
    });
    await Promise.all([stack.stop(), stack.stop()]);
    await stack.stop();
    expect(stops).toBe(1);
  });
});
