/** A modal of the app, as it stands over what its person was doing. */
import { useRef, useState } from 'react';
import type { ShownView } from '../../live/protocol.js';
import { tell } from '../ask.js';
import { wordsOfFailure } from '../refusals.js';
import { useSeat } from '../seat.js';
import { Blocks } from './blocks.js';
import { withEmoji } from './emoji.js';
import { useFocusWithin, useKeptFocus } from './focus.js';
import { useEscape } from './keys.js';
import { flushTyping } from './typing.js';
import './dialog.css';

type Submission = { isSent: boolean; isAcked: boolean; error?: string };

/** Sends and closes the top modal of the person; while the app has not answered, neither can be done again. What went wrong stands in it. */
function useDialog() {
  const seat = useSeat();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const doIt = async (name: 'submit' | 'closeView') => {
    if (isBusy) return;
    setBusy(true);
    setTrouble(null);
    try {
      await flushTyping();
      const outcome = await tell<Submission | null>('person', { name: seat.as, do: name, with: [] });
      if (outcome?.error) setTrouble(outcome.error);
    } catch (error) {
      setTrouble(wordsOfFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, trouble, submit: () => doIt('submit'), close: () => doIt('closeView') };
}

/** As in Slack; where nothing can be typed, the button that ends it. */
const FIRST_FIELD = '.dialog-body :is(input, textarea, select)';

/** `isTop`: only the top one of a stack can be used, as in Slack. */
export function Dialog({ view, isTop }: { view: ShownView; isTop: boolean }) {
  const { isBusy, trouble, submit, close } = useDialog();
  const box = useRef<HTMLFormElement>(null);
  useEscape(() => void (isTop && close()));
  useFocusWithin(box, FIRST_FIELD);
  // The app may put another view in its place.
  const kept = useKeptFocus(box);
  const title = withEmoji(view.title);
  return (
    <div className="dialog-cover" inert={!isTop}>
      <form
        ref={box}
        tabIndex={-1}
        {...kept}
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        aria-busy={isBusy}
        onSubmit={(event) => {
          event.preventDefault();
          if (view.submit !== null) void submit();
        }}
      >
        <header className="dialog-head">
          <h2>{title}</h2>
          <button
            type="button"
            aria-label="Close the dialog"
            aria-disabled={isBusy}
            onClick={() => void close()}
          >
            ×
          </button>
        </header>
        <div className="dialog-body">
          <Blocks
            blocks={view.blocks}
            target={{ viewId: view.id }}
            values={view.values}
            errors={view.errors}
            kind="modal"
          />
        </div>
        {trouble !== null && (
          <p className="dialog-trouble kit-error" role="alert">
            {trouble}
          </p>
        )}
        <footer className="dialog-foot">
          <button type="button" className="button" aria-disabled={isBusy} onClick={() => void close()}>
            {withEmoji(view.close ?? 'Cancel')}
          </button>
          {view.submit !== null && (
            <button type="submit" className="button button-go" aria-disabled={isBusy}>
              {isBusy ? 'Sending …' : withEmoji(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </div>
  );
}
