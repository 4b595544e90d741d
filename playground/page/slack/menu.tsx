/** A list of things to do; arrow keys go through it. */
import type { KeyboardEvent, ReactNode } from 'react';
import { focusNext } from '../block-kit/focus.js';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export function Menu({ label, children }: { label: string; children: ReactNode }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focusNext(event.currentTarget, '[role=menuitem]', step);
  };
  return (
    <div className="popup-menu" role="menu" aria-label={label} onKeyDown={onKeyDown} tabIndex={-1}>
      {children}
    </div>
  );
}

export type MenuItemProps = { onChoose(): void; isDangerous?: boolean; children: ReactNode };

export function MenuItem({ onChoose, isDangerous = false, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      className={isDangerous ? 'popup-item popup-item-danger' : 'popup-item'}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}
