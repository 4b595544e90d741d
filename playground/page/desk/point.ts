/** Shows which pane is meant, where nothing else moves: somebody who pressed may be in that place already. */
import type { Side } from '../where-hash.js';

const PULSE: Keyframe[] = [
  { boxShadow: 'inset 0 0 0 4px rgb(18 100 163 / 90%)' },
  { boxShadow: 'inset 0 0 0 4px rgb(18 100 163 / 0%)' },
];

export function pointAt(side: Side): void {
  const panes = document.querySelectorAll('.pane-body');
  const pane = side === 'left' ? panes[0] : (panes[1] ?? panes[0]);
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const pace = isCalm ? { duration: 1_800, easing: 'step-end' } : { duration: 600, iterations: 3 };
  pane?.animate(PULSE, { pseudoElement: '::after', ...pace });
}
