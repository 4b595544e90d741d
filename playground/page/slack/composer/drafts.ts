/** What was typed and not yet sent, in every conversation of every person; a reload keeps the words. */
import { useState } from 'react';
import type { Attached } from '../../attached.js';
import { KEPT_DRAFT } from '../../kept.js';

export type Draft = { text: string; files: readonly Attached[] };

const EMPTY: Draft = { text: '', files: [] };
const kept = new Map<string, Draft>();

function keptDraft(key: string): Draft {
  return kept.get(key) ?? { ...EMPTY, text: sessionStorage.getItem(KEPT_DRAFT + key) ?? '' };
}

function keepDraft(key: string, draft: Draft): void {
  kept.set(key, draft);
  try {
    sessionStorage.setItem(KEPT_DRAFT + key, draft.text);
  } catch {
    // A browser keeps some megabytes; what is longer can be typed and sent, and only a reload forgets it.
    sessionStorage.removeItem(KEPT_DRAFT + key);
  }
}

export type Drafting = {
  draft: Draft;
  /** With a function where what is there may have changed meanwhile. */
  change(part: Partial<Draft> | ((held: Draft) => Partial<Draft>)): void;
  /** Empties it, and returns what it held. */
  take(): Draft;
  /** Puts back what could not be sent, unless something else was typed by now. */
  putBack(draft: Draft): void;
};

/** Of one conversation: a component that shows another one is another component (`key`). */
export function useDraft(key: string): Drafting {
  const [draft, setDraft] = useState(() => keptDraft(key));
  const set = (next: Draft) => {
    keepDraft(key, next);
    setDraft(next);
  };
  return {
    draft,
    change: (part) => {
      const held = keptDraft(key);
      set({ ...held, ...(typeof part === 'function' ? part(held) : part) });
    },
    take: () => {
      const held = keptDraft(key);
      set(EMPTY);
      return held;
    },
    putBack: (held) => {
      const { text, files } = keptDraft(key);
      if (text === '' && files.length === 0) set(held);
    },
  };
}
