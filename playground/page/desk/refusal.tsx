/** Why something in the drawer was not done. */
import { NOT_ANSWERING } from '../ask.js';
import { useStream } from '../stream.js';

export function Refusal({ words }: { words: string | null }) {
  const { isAnswering } = useStream();
  const isOver = isAnswering && words === NOT_ANSWERING;
  if (words === null || isOver) return null;
  return (
    <p className="drawer-refusal" role="alert">
      {words}
    </p>
  );
}
