/** What is offered while somebody types, and how it is chosen with the keyboard. */
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useSeat } from '../../seat.js';
import { type Suggestion, type Suggestions, suggestionsFor } from './suggest.js';

export type Suggesting = {
  suggestions: Suggestions | null;
  /** Which of them Enter chooses. */
  at: number;
  /** Looks again at what stands before the caret. */
  look(): void;
  close(): void;
  choose(suggestion: Suggestion): void;
  /** True where the key was for the list. */
  onKeyDown(event: KeyboardEvent): boolean;
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export function useSuggestions(
  text: string,
  area: RefObject<HTMLTextAreaElement | null>,
  onText: (text: string) => void,
): Suggesting {
  const { lobby, channels } = useSeat();
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  // Closed by Escape for what is typed so far: the next letter offers again.
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const offer = { ...lobby, channels };
  const found = caret === null || closedFor === text ? null : suggestionsFor(text, caret, offer);
  const suggestions = found && isDone(found, text, caret ?? 0) ? null : found;
  const close = () => {
    setCaret(null);
    setClosedFor(text);
  };

  const choose = ({ insert }: Suggestion) => {
    const field = area.current;
    if (!suggestions || caret === null || !field) return;
    const before = text.slice(0, suggestions.from) + insert;
    onText(before + text.slice(caret).replace(/^ /, ''));
    close();
    // The caret is put where typing goes on, once the field holds the new text.
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(before.length, before.length);
    });
  };

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!suggestions) return false;
    const count = suggestions.items.length;
    const step = STEPS[event.key];
    const chosen = suggestions.items[Math.min(at, count - 1)];
    if (step !== undefined) setAt((at + step + count) % count);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) choose(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    return true;
  };

  const look = () => {
    const field = area.current;
    if (!field) return;
    setCaret(field.selectionStart === field.selectionEnd ? field.selectionStart : null);
    setAt(0);
  };
  return {
    suggestions,
    at: Math.min(at, (suggestions?.items.length ?? 1) - 1),
    look,
    close,
    choose,
    onKeyDown,
  };
}

/** What is typed whole has nothing left to choose: Enter sends it. */
function isDone({ of, from, items }: Suggestions, text: string, caret: number): boolean {
  const typed = text.slice(from, caret).toLowerCase();
  const isWhole = items.some(({ label }) => label.toLowerCase() === typed);
  return isWhole && (of === 'commands' || items.length === 1);
}
