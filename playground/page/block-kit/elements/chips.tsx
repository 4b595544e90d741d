/** What was chosen of several, each with a button that takes it away again. */
import type { Choosable } from './options.js';

export function Chips({
  chosen,
  onRemove,
}: {
  chosen: readonly Choosable[];
  onRemove: (value: string) => void;
}) {
  return chosen.map(({ value, label }) => (
    <span className="kit-chip" key={value}>
      {label}
      <button type="button" aria-label={`Remove ${label}`} onClick={() => onRemove(value)}>
        ×
      </button>
    </span>
  ));
}
