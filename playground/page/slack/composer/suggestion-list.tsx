/** The list above the composer, of what can be put in. */
import type { Suggestion, Suggestions } from './suggest.js';

const TITLES = { commands: 'Commands', people: 'People', channels: 'Channels' } as const;

export type SuggestionListProps = {
  id: string;
  suggestions: Suggestions;
  at: number;
  onChoose(suggestion: Suggestion): void;
};

export function SuggestionList({ id, suggestions, at, onChoose }: SuggestionListProps) {
  return (
    <div className="suggestions" role="listbox" id={id} aria-label={TITLES[suggestions.of]}>
      {suggestions.items.map((suggestion, place) => (
        <div
          key={suggestion.key}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === at}
          className="suggestion"
          // The field keeps the focus, and with it the caret.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          onKeyDown={() => {}}
        >
          <strong>{suggestion.label}</strong>
          {suggestion.hint && <code>{suggestion.hint}</code>}
          <span className="suggestion-detail">{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}
