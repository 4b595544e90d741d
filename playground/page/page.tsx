/** All that is on the page. */
import { useLobby } from './ask.js';

export function Page() {
  const lobby = useLobby();
  return <h1>{lobby?.team.name ?? 'Loading …'}</h1>;
}
