/** Has the bot in the box say what it does each thing for: beside its calls in a header, beside its rows in a setting of the connection. */
import type pg from 'pg';
import { type Work, workInHand } from '../../src/work-in-hand.js';
import { playInHand } from '../live/play-in-hand.js';
import { CLAIM_HEADER, type Claim, claimWord } from '../workspace/claim.js';

/** Of a session of PostgreSQL; `watch-rows.ts` reads it in the trigger. */
export const CLAIM_SETTING = 'playground.cause';

/** A job that a jump in time has run is the jump's; a request that comes meanwhile is not. */
export function claimOf(work: Work | null, happeningId: number | null): Claim {
  if (work?.of === 'request') return { of: 'request', envelopeId: work.id };
  if (work?.of === 'post') return { of: 'post', postId: String(work.id) };
  if (happeningId !== null) return { of: 'play', happeningId };
  return work === null ? { of: 'nothing' } : { of: 'job', name: work.name, run: String(work.run) };
}

function wordNow(): string {
  return claimWord(claimOf(workInHand(), playInHand()));
}

/** Tells nobody but the box. */
export function claimingFetch(origin: string): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin === origin) request.headers.set(CLAIM_HEADER, wordNow());
    return fetch(request);
  };
}

type Given = (error: Error | undefined, client: pg.PoolClient | undefined, release: () => void) => void;

/** A connection says so when it is handed out, which costs a round trip where it said something else before. */
export function claimingConnections(pool: pg.Pool): void {
  const connect: () => Promise<pg.PoolClient> = pool.connect.bind(pool);
  const said = new WeakMap<object, string>();
  const open = async (): Promise<pg.PoolClient> => {
    const word = wordNow();
    const client = await connect();
    if (said.get(client) === word) return client;
    try {
      await client.query(`SET ${CLAIM_SETTING} = '${word}'`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    said.set(client, word);
    return client;
  };
  // Prisma asks by promise; `pool.query` asks by callback.
  const claiming = (given?: Given): Promise<pg.PoolClient> | undefined => {
    if (given === undefined) return open();
    open().then(
      (client) => given(undefined, client, client.release.bind(client)),
      (error: Error) => given(error, undefined, () => undefined),
    );
    return undefined;
  };
  pool.connect = claiming as pg.Pool['connect'];
}
