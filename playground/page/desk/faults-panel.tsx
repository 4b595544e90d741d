/** Breaks Slack on purpose, and says what is broken at the moment. */
import { useEffect, useState } from 'react';
import type { ChannelRow, Screen, Weather } from '../../live/protocol.js';
import { ask, tell } from '../ask.js';
import { useStream } from '../stream.js';
import { useLobby } from '../use-lobby.js';
import { type Doing, useDoing } from './doing.js';
import { CHANNEL_FAULTS, FAULT_GROUPS, type FaultButton, type FaultRequest } from './faults.js';
import { Refusal } from './refusal.js';

export function FaultsPanel() {
  const weather = useStream().tick?.weather;
  const doing = useDoing();
  if (!weather) return null;
  const cause = (request: FaultRequest) => doing.run(() => tell('faults', request));
  return (
    <section aria-label="Faults">
      <p>Break Slack, and watch what the desk does about it. Nothing that people write is ever lost.</p>
      <Standing weather={weather} isBusy={doing.isBusy} clear={() => void cause({ do: 'clear', with: [] })} />
      <Refusal words={doing.refusal} />
      {FAULT_GROUPS.map(({ title, buttons }) => (
        <div key={title}>
          <h3>{title}</h3>
          {buttons.map((button) => (
            <Fault key={button.label} button={button} weather={weather} doing={doing} cause={cause} />
          ))}
        </div>
      ))}
      <ChannelFaults doing={doing} cause={cause} />
    </section>
  );
}

type StandingProps = { weather: Weather; isBusy: boolean; clear: () => void };

function Standing({ weather, isBusy, clear }: StandingProps) {
  const words = [
    ...FAULT_GROUPS.flatMap(({ buttons }) => buttons).flatMap((button) =>
      button.isOn?.(weather) ? [button.standing] : [],
    ),
    ...weather.rules.map((rule) => (rule.left > 1 ? `${rule.words} (${rule.left} times)` : rule.words)),
  ];
  if (words.length === 0) {
    // To hear again after ten minutes takes some seconds, in which no button can be pressed.
    return <p role="status">{isBusy ? 'One moment: the desk is catching up …' : 'Nothing is broken.'}</p>;
  }
  return (
    <div className="faults-standing" role="status">
      <ul>
        {words.map((each, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two faults may have the same words
          <li key={place}>{each}</li>
        ))}
      </ul>
      <button type="button" className="button" onClick={clear}>
        Mend everything
      </button>
    </div>
  );
}

type FaultProps = {
  button: FaultButton;
  weather: Weather;
  doing: Doing;
  cause: (request: FaultRequest) => Promise<void>;
};

function Fault({ button, weather, doing, cause }: FaultProps) {
  const isOn = button.isOn?.(weather) === true;
  const label = isOn && button.isOn ? button.offLabel : button.label;
  const request = isOn && button.isOn ? button.off : button.on;
  return (
    <div className="fault">
      <button
        type="button"
        className={isOn ? 'button button-wary' : 'button'}
        aria-pressed={button.isOn ? isOn : undefined}
        disabled={doing.isBusy}
        onClick={() => void cause(request)}
      >
        {label}
      </button>
      <span className="kit-hint">{button.hint}</span>
    </div>
  );
}

/** The channels as their owner sees them, who may do all this to them. */
function useChannels(): readonly ChannelRow[] {
  const lobby = useLobby();
  const { tick } = useStream();
  const [channels, setChannels] = useState<readonly ChannelRow[]>([]);
  const owner = lobby?.people.find(({ role }) => role === 'owner')?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for anew at every tick
  useEffect(() => {
    if (owner === undefined) return;
    ask<Screen>('screen', { as: owner }).then(
      (screen) => setChannels(screen.channels),
      () => {},
    );
  }, [owner, tick]);
  return channels.filter(({ kind, isArchived }) => (kind === 'public' || kind === 'private') && !isArchived);
}

function ChannelFaults({ doing, cause }: Pick<FaultProps, 'doing' | 'cause'>) {
  const channels = useChannels();
  const [chosenId, setChosenId] = useState('');
  const chosen = channels.find(({ id }) => id === chosenId) ?? channels[0];
  if (!chosen) return null;
  return (
    <div>
      <h3>A channel</h3>
      <select
        className="kit-select"
        aria-label="Channel"
        value={chosen.id}
        onChange={(event) => setChosenId(event.target.value)}
      >
        {channels.map(({ id, name, kind, hasBot }) => (
          <option key={id} value={id}>
            {`#${name} (${kind}${hasBot ? '' : ', without the bot'})`}
          </option>
        ))}
      </select>
      {CHANNEL_FAULTS.filter(({ isOffered }) => isOffered(chosen)).map(({ label, hint, does }) => (
        <div className="fault" key={label}>
          <button
            type="button"
            className="button"
            disabled={doing.isBusy}
            onClick={() => void cause({ do: does, with: [chosen.id] })}
          >
            {label}
          </button>
          <span className="kit-hint">{hint}</span>
        </div>
      ))}
    </div>
  );
}
