/** One happening, all of it. */
import type { Happening, RowChange, TrailCall } from '../../live/protocol.js';

function Json({ label, value }: { label: string; value: unknown }) {
  return (
    <details className="json">
      <summary>{label}</summary>
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}

export function HappeningDetails({ happening }: { happening: Happening }) {
  const { payload, delivery, calls, rows, violations, leftOut } = happening;
  return (
    <div className="happening-details">
      {violations.map(({ rule, detail, isGuessed }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same rule may be broken twice
        <p className="violation" key={place}>
          <strong>{rule}</strong>: {detail}
          {isGuessed && <Guess />}
        </p>
      ))}
      {payload !== null && <Json label="Sent to the bot" value={payload} />}
      {delivery !== null && <DeliveryWords delivery={delivery} />}
      {calls.length > 0 && <h4>Calls of the bot</h4>}
      {calls.map((call, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls are in the order in which they came, and stay
        <Call key={place} call={call} />
      ))}
      {rows.length > 0 && <h4>Rows</h4>}
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Row key={place} row={row} />
      ))}
      {leftOut > 0 && <p className="kit-hint">{`${leftOut} more came of it, which are not kept`}</p>}
    </div>
  );
}

/** Nobody said that it came of this. */
function Guess() {
  return <span className="kit-hint"> · perhaps: it came at about that time</span>;
}

function DeliveryWords({ delivery }: { delivery: NonNullable<Happening['delivery']> }) {
  const { state, attempts, ackMs, answer } = delivery;
  const tries = attempts === 1 ? 'at the first try' : `after ${attempts} tries`;
  const words = ackMs === null ? `${state.replace('_', ' ')}, ${tries}` : `acked ${tries}, in ${ackMs} ms`;
  const isEmpty = answer === null || answer === undefined || answer === '';
  return (
    <>
      <p className="kit-hint">{words}</p>
      {!isEmpty && <Json label="Answered with the ack" value={answer} />}
    </>
  );
}

function Call({ call }: { call: TrailCall }) {
  const { method, afterMs, tookMs, args, result, fault, isGuessed } = call;
  const outcome = result.ok === true ? 'ok' : String(result.error ?? 'no answer');
  return (
    <details className={result.ok === true ? 'call' : 'call is-refused'}>
      <summary>
        <code>{method}</code> {outcome}
        <span className="kit-hint">{` +${afterMs} ms, took ${tookMs} ms${fault === null ? '' : ', broken on purpose'}`}</span>
        {isGuessed && <Guess />}
      </summary>
      <pre>{JSON.stringify({ arguments: args, answer: result }, null, 2)}</pre>
    </details>
  );
}

const KIND_WORDS = { insert: 'new', update: 'changed', delete: 'gone' } as const;

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? '' : text.length > 120 ? `${text.slice(0, 120)} …` : text;
}

function Row({ row }: { row: RowChange }) {
  const { table, kind, key, columns, isGuessed } = row;
  return (
    <details className="row-change">
      <summary>
        <code>{table}</code> {KIND_WORDS[kind]}
        <span className="kit-hint">{` ${key}`}</span>
        {isGuessed && <Guess />}
      </summary>
      <dl>
        {columns.map(({ name, before, after }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {kind === 'update' ? `${shortened(before)} → ${shortened(after)}` : shortened(after ?? before)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
