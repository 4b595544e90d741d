/** Asks before anything is started whether a port can be used. */
import { createServer } from 'node:http';
import { closeServer, listen } from '../http/http-server.js';

/** The code of the error for a port that browsers and `fetch` refuse to ask, because other protocols live there. */
export const BLOCKED = 'EBLOCKED';

/** Rejects as `listen` does when somebody else listens there, and with the code {@link BLOCKED} for a port that nobody could open. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer((_, response) => response.end());
  await listen(probe, port);
  try {
    await fetch(`http://127.0.0.1:${port}/`);
  } catch (error) {
    throw Object.assign(new Error(`Port ${port} cannot be opened`, { cause: error }), { code: BLOCKED });
  } finally {
    await closeServer(probe);
  }
}
