/** The clock of the workspace and the bot: what time it is, which targets come next, and jumps ahead. */
import { useEffect, useState } from 'react';
import type { Happening, Jumped, Passage, Time, TimeJump } from '../../live/protocol.js';
import { ask, tell } from '../ask.js';
import { useStream } from '../stream.js';
import { useDoing } from './doing.js';
import { passageWords } from './passage-words.js';
import { Refusal } from './refusal.js';
import { useTrail } from './trail.js';

const JUMPS: readonly { label: string; jump: TimeJump; needsTarget?: true }[] = [
  { label: 'A minute', jump: { to: 'minutes', minutes: 1 } },
  { label: 'An hour', jump: { to: 'minutes', minutes: 60 } },
  { label: 'To Monday 09:00', jump: { to: 'monday' } },
  { label: 'To a minute before the next target', jump: { to: 'target' }, needsTarget: true },
];

const LONG: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};

function written(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', LONG).format(Date.parse(instant));
}

/** How many there are to be seen: another number with each. */
function changesOf(table: string, happenings: readonly Happening[]): number {
  const counts = happenings.map(({ rows }) => rows.filter((row) => row.table === table).length);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Targets stand in the rows of tickets, and are asked for when these change. */
function useTime(): { time: Time | null; setTime: (time: Time) => void } {
  const [time, setTime] = useState<Time | null>(null);
  const news = changesOf('tickets', useTrail().happenings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for anew with whatever changed
  useEffect(() => {
    ask<Time>('time').then(setTime, () => {});
  }, [news]);
  return { time, setTime };
}

export function ClockPanel() {
  const { tick } = useStream();
  const { time, setTime } = useTime();
  const { isBusy, refusal, run } = useDoing();
  const now = tick?.now ?? time?.now;
  const targets = time?.targets ?? [];
  const [passage, setPassage] = useState<Passage | null>(null);
  const leap = (jump: TimeJump) =>
    run(async () => {
      setPassage(null);
      const jumped = await tell<Jumped>('time', jump);
      setTime(jumped);
      setPassage(jumped.passage);
    });
  return (
    <section aria-label="Clock">
      <p>
        The workspace and the desk live by this clock. Let it run ahead, and everything that falls due on the
        way is done before you go on.
      </p>
      <p className="clock-now">
        <time dateTime={now}>{now === undefined ? '…' : written(now)}</time>
      </p>
      <div className="drawer-buttons">
        {JUMPS.map(({ label, jump, needsTarget }) => (
          <button
            key={label}
            type="button"
            className="button"
            disabled={isBusy || (needsTarget === true && targets.length === 0)}
            onClick={() => void leap(jump)}
          >
            {label}
          </button>
        ))}
      </div>
      {isBusy && <p role="status">Time passes …</p>}
      {!isBusy && passage !== null && <p role="status">{passageWords(passage)}</p>}
      <Refusal words={refusal} />
      <h3>The next targets</h3>
      <Targets targets={targets} />
    </section>
  );
}

function Targets({ targets }: { targets: Time['targets'] }) {
  if (targets.length === 0) {
    return <p>None is running: create a ticket, and its targets stand here.</p>;
  }
  return (
    <ul className="clock-targets">
      {targets.map(({ ticket, title, metric, at }) => (
        <li key={`${ticket} ${metric}`}>
          <strong>{ticket}</strong> {title}
          <br />
          {metric}: <time dateTime={at}>{written(at)}</time>
        </li>
      ))}
    </ul>
  );
}
