/** Short notes over a pane: what the workspace refused, and why. */

import { useCallback, useEffect, useState } from 'react';
import { Icon } from './icons.js';
import './toasts.css';

export type Toast = { id: number; words: string };

const SHOWN_MAX = 3;

/** As long as it takes to read, and a little longer. */
function shownMs(words: string): number {
  return 4_000 + words.length * 80;
}

export type Toasts = { toasts: readonly Toast[]; say(words: string): void; dismiss(id: number): void };

let lastId = 0;

export function useToasts(): Toasts {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const say = useCallback((words: string) => {
    lastId += 1;
    const toast = { id: lastId, words };
    // The same said again is said once, and stays for longer.
    setToasts((before) => [...before.filter((other) => other.words !== words), toast].slice(-SHOWN_MAX));
  }, []);
  const dismiss = useCallback(
    (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  return { toasts, say, dismiss };
}

export function ToastList({ toasts, dismiss }: Omit<Toasts, 'say'>) {
  return (
    <div className="toasts">
      {toasts.map((toast) => (
        <ShownToast key={toast.id} toast={toast} dismiss={dismiss} />
      ))}
    </div>
  );
}

function ShownToast({ toast, dismiss }: { toast: Toast; dismiss(id: number): void }) {
  const { id, words } = toast;
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), shownMs(words));
    return () => clearTimeout(timer);
  }, [id, words, dismiss]);
  return (
    <div className="toast" role="alert">
      <span>{words}</span>
      <button type="button" aria-label="Dismiss" onClick={() => dismiss(id)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
