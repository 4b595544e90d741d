/** What happened and what came of it: payloads, calls with their timing, rows, and every rule of Slack that was broken. */
import { useState } from 'react';
import type { Happening } from '../../live/protocol.js';
import { HappeningDetails } from './happening-details.js';
import { useTrail } from './trail.js';

/** More than anybody reads at once; older ones are found by the filter. */
const SHOWN_MAX = 100;

function isMeant(happening: Happening, words: string): boolean {
  const needle = words.trim().toLowerCase();
  if (needle === '') return true;
  return [
    happening.title,
    ...happening.calls.map(({ method }) => method),
    ...happening.rows.map(({ table }) => table),
  ]
    .join('\n')
    .toLowerCase()
    .includes(needle);
}

export function Inspector() {
  const { happenings } = useTrail();
  const [words, setWords] = useState('');
  const [isStrict, setStrict] = useState(false);
  const shown = happenings
    .filter((happening) => isMeant(happening, words) && (!isStrict || happening.violations.length > 0))
    .slice(-SHOWN_MAX)
    .reverse();
  return (
    <section aria-label="Inspector">
      <p>
        All that happened, newest first. Open one to see what the bot was sent, what it asked of Slack, and
        which rows of its database changed.
      </p>
      <div className="inspector-filter">
        <input
          className="kit-text"
          type="search"
          aria-label="Find by title, method or table"
          placeholder="Title, method or table"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <label>
          <input type="checkbox" checked={isStrict} onChange={() => setStrict(!isStrict)} /> Only what breaks
          Slack’s rules
        </label>
      </div>
      {shown.length === 0 && (
        <p>{happenings.length === 0 ? 'Nothing has happened yet.' : 'Nothing like that has happened.'}</p>
      )}
      <ol className="inspector-list">
        {shown.map((happening) => (
          <Row key={happening.id} happening={happening} />
        ))}
      </ol>
    </section>
  );
}

function count(number: number, one: string, many: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}

function summaryOf({ delivery, calls, rows, violations }: Happening): string {
  const ack = delivery?.ackMs == null ? (delivery?.state ?? '') : `acked in ${delivery.ackMs} ms`;
  return [
    ack.replace('_', ' '),
    count(calls.length, 'call', 'calls'),
    count(rows.length, 'row', 'rows'),
    count(violations.length, 'violation', 'violations'),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function Row({ happening }: { happening: Happening }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={happening.violations.length > 0 ? 'happening has-violations' : 'happening'}>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <time dateTime={happening.at}>{happening.at.slice(11, 19)}</time>
        <span className="happening-title">{happening.title}</span>
        <span className="kit-hint">{summaryOf(happening)}</span>
      </button>
      {isOpen && <HappeningDetails happening={happening} />}
    </li>
  );
}
