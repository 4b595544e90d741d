/** A modal over the pane of its person. */
import type { ShownView } from '../../live/protocol.js';

export function Dialog({ view }: { view: ShownView; isTop: boolean }) {
  return (
    <section role="dialog" aria-label={view.title}>
      {view.title}
    </section>
  );
}
