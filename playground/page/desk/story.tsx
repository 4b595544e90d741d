/** The guided tour: one step at a time, which notices by itself that it was taken. */
import { go } from '../where.js';
import { pointAt } from './point.js';
import { STORY, type StoryStep } from './story-steps.js';
import { skip, useTrail } from './trail.js';

export function Story() {
  const { done: current } = useTrail().progress;
  return (
    <section aria-label="Story">
      <h2>A ticket in six steps</h2>
      <p>
        This is a small Slack with a real desk in it. Two people are open side by side; the menu above each
        pane changes who you are.
      </p>
      <ol className="story">
        {STORY.map((step, place) => (
          <Step
            key={step.title}
            step={step}
            state={place < current ? 'done' : place === current ? 'current' : 'later'}
          />
        ))}
      </ol>
      {current >= STORY.length && (
        <p role="status">
          {withCommands(
            'That was all of it. Type /ticket help for the rest, or see in Inspector what happened behind it.',
          )}
        </p>
      )}
    </section>
  );
}

/** What is to be typed stands out, and in one line. */
function withCommands(line: string) {
  const parts = line.split(/(\/ticket \w+)/);
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence stay where they are
  return parts.map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part));
}

const STATE_WORDS = { done: 'done', current: 'now', later: 'later' } as const;

function Step({ step, state }: { step: StoryStep; state: keyof typeof STATE_WORDS }) {
  const show = () => {
    go(step.scene);
    // The pane may only be there after the next drawing.
    requestAnimationFrame(() => pointAt(step.side));
  };
  return (
    <li className={`story-step is-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
      <h3>
        {step.title} <span className="kit-hint">{STATE_WORDS[state]}</span>
      </h3>
      {state === 'current' && (
        <>
          {step.lines.map((line) => (
            <p key={line}>{withCommands(line)}</p>
          ))}
          <div className="drawer-buttons">
            <button type="button" className="button" onClick={show}>
              Show me the place
            </button>
            <button type="button" className="button" onClick={skip}>
              Skip
            </button>
          </div>
        </>
      )}
      {state === 'done' && <p className="kit-hint">{step.outcome}</p>}
    </li>
  );
}
