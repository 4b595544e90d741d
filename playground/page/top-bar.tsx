/** The bar above both panes: what this is, what time it is in it, and how the bot stands. */
import type { Lobby, Weather } from '../live/protocol.js';
import { useClock, useStream } from './stream.js';
import { clockOf } from './times.js';
import { go } from './where.js';
import './top-bar.css';

export type TopBarProps = {
  lobby: Lobby;
  isTwo: boolean;
  canBeTwo: boolean;
  isDrawerOpen: boolean;
  onDrawer(): void;
};

export function TopBar({ lobby, isTwo, canBeTwo, isDrawerOpen, onDrawer }: TopBarProps) {
  const nowMs = useClock();
  const { tick } = useStream();
  return (
    <header className="top-bar">
      <h1>{lobby.team.name}</h1>
      {nowMs !== null && <time className="top-bar-clock">{clockOf(nowMs, 'UTC')} UTC</time>}
      {tick && <BotState appName={lobby.appName} weather={tick.weather} />}
      <span className="top-bar-space" />
      {canBeTwo && (
        <button
          type="button"
          className="top-bar-button"
          aria-pressed={isTwo}
          onClick={() => go({ isTwo: !isTwo })}
        >
          Two people side by side
        </button>
      )}
      <button type="button" className="top-bar-button" aria-pressed={isDrawerOpen} onClick={onDrawer}>
        Behind the scenes
      </button>
    </header>
  );
}

type Standing = { words: string; dot: string };

function standingOf(appName: string, { connections, isTokenRevoked, isLosingEvents }: Weather): Standing {
  if (isTokenRevoked) return { words: `${appName}’s token is revoked`, dot: 'dot dot-bad' };
  if (connections === 0) return { words: `${appName} is not connected`, dot: 'dot dot-bad' };
  if (isLosingEvents) return { words: `${appName} is connected, and hears nothing`, dot: 'dot dot-bad' };
  return { words: `${appName} is connected`, dot: 'dot dot-on' };
}

function BotState({ appName, weather }: { appName: string; weather: Weather }) {
  const { words, dot } = standingOf(appName, weather);
  return (
    <span className="top-bar-bot" role="status" aria-label="The bot">
      <span className={dot} aria-hidden="true" />
      {words}
    </span>
  );
}
