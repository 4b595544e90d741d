/** A dialog of the client itself, over the pane of its person. */

import { type ReactNode, useContext, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { PaneRoot, useEscape } from '../block-kit/keys.js';
import { Icon } from './icons.js';
import './sheet.css';

/** What is behind cannot be reached; afterwards the focus is where it was. */
function holdFocus(form: HTMLElement | null, root: HTMLElement | null): () => void {
  const before = document.activeElement;
  const behind = root?.querySelector<HTMLElement>('.pane-content');
  form
    ?.querySelector<HTMLElement>('.sheet-body :is(input, select, textarea, button), .sheet-submit')
    ?.focus();
  behind?.setAttribute('inert', '');
  return () => {
    behind?.removeAttribute('inert');
    if (before instanceof HTMLElement) before.focus();
  };
}

export type SheetProps = {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** What is done with it; nothing where its content has buttons of its own. */
  submit?: { label: string; isDangerous?: boolean; isDisabled?: boolean; onSubmit(): void };
};

export function Sheet({ title, onClose, children, submit }: SheetProps) {
  const root = useContext(PaneRoot);
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  useEscape(onClose);
  useEffect(() => holdFocus(form.current, root), [root]);
  if (!root) return null;
  return createPortal(
    <div className="sheet-cover">
      <form
        ref={form}
        className="sheet"
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        onSubmit={(event) => {
          event.preventDefault();
          submit?.onSubmit();
        }}
      >
        <header className="sheet-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div className="sheet-body">{children}</div>
        {submit && (
          <footer className="sheet-foot">
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
            <button
              type="submit"
              className={`sheet-submit button ${submit.isDangerous ? 'button-danger' : 'button-go'}`}
              disabled={submit.isDisabled ?? false}
            >
              {submit.label}
            </button>
          </footer>
        )}
      </form>
    </div>,
    root,
  );
}
