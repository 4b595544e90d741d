/** A button with something that opens beside it, and closes on Escape and on a press elsewhere. */
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { useEscape } from '../block-kit/keys.js';
import './popup.css';

const GAP_PX = 4;
const EDGE_PX = 8;

/** Below its button where there is room, else above, and within the pane, so that it covers nothing of the other person. */
function place(button: HTMLElement, box: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const isBelow = at.bottom + GAP_PX + height < window.innerHeight - EDGE_PX;
  const top = isBelow ? at.bottom + GAP_PX : Math.max(EDGE_PX, at.top - GAP_PX - height);
  const pane = button.closest('.pane')?.getBoundingClientRect();
  const left = Math.min(at.left, (pane?.right ?? window.innerWidth) - EDGE_PX - width);
  box.style.top = `${top}px`;
  box.style.left = `${Math.max((pane?.left ?? 0) + EDGE_PX, left)}px`;
}

function Opened({ close, onOpen, children }: { close(): void; onOpen(): void; children: ReactNode }) {
  useEscape(close);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only at the beginning
  useLayoutEffect(onOpen, []);
  return children;
}

export type PopupProps = {
  label: string;
  /** What the button shows; its label where nothing is said. */
  face?: ReactNode;
  className?: string;
  /** Its order in a toolbar. */
  tabIndex?: number;
  children(close: () => void): ReactNode;
};

export function Popup({ label, face = label, className = '', tabIndex, children }: PopupProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const close = () => box.current?.hidePopover();
  return (
    <>
      <button
        type="button"
        ref={button}
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="true"
        aria-expanded={isOpen}
        tabIndex={tabIndex}
        popoverTarget={id}
      >
        {face}
      </button>
      <div
        id={id}
        ref={box}
        popover="auto"
        className="popup"
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && (
          <Opened
            close={close}
            onOpen={() => {
              if (button.current && box.current) place(button.current, box.current);
              box.current?.querySelector<HTMLElement>('button, input, select')?.focus();
            }}
          >
            {children(close)}
          </Opened>
        )}
      </div>
    </>
  );
}
