/** One person's small Slack. */
import { useCallback, useMemo, useState } from 'react';
import type { ChannelRow, Lobby, PersonRow } from '../../live/protocol.js';
import { Dialog } from '../block-kit/dialog.js';
import { PaneRoot } from '../block-kit/keys.js';
import { Boundary } from '../boundary.js';
import { personNamed } from '../people-words.js';
import { type Seat, SeatProvider } from '../seat.js';
import { useStream } from '../stream.js';
import { goIn, useWhere } from '../where.js';
import { HOME, type Side, type Spot } from '../where-hash.js';
import { PaneBar } from './pane-bar.js';
import { PanePlace } from './pane-place.js';
import { Sidebar } from './sidebar.js';
import { ToastList, useToasts } from './toasts.js';
import { useOpenPlace } from './use-open-place.js';
import { useScreen } from './use-screen.js';
import { idIn, useSettledSpot } from './use-settled-spot.js';
import './pane.css';

const NO_CHANNELS: readonly ChannelRow[] = [];
const MINUTE_MS = 60_000;

export function Pane({ side, lobby }: { side: Side; lobby: Lobby }) {
  const spot = useWhere()[side];
  const person = personNamed(lobby, spot.as);
  // Another person begins anew: nothing of what the one before saw is shown to them.
  return person ? <PersonPane key={person.id} side={side} spot={spot} lobby={lobby} person={person} /> : null;
}

type PersonPaneProps = { side: Side; spot: Spot; lobby: Lobby; person: PersonRow };

function PersonPane({ side, spot, lobby, person }: PersonPaneProps) {
  const stream = useStream();
  const { tick } = stream;
  const { toasts, say, dismiss } = useToasts();
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const [isSidebarOpen, setSidebarOpen] = useState(false);
  const channel = idIn(spot.place);
  const looked = useScreen({ as: person.id, channel, thread: channel && spot.thread }, stream);
  useSettledSpot(side, spot, looked);
  const openPlace = useOpenPlace(side, person.id, person.name, say);
  const openHome = useCallback(() => goIn(side, { place: HOME }), [side]);
  const me = looked?.screen.me ?? person;
  const channels = looked?.screen.channels ?? NO_CHANNELS;
  const nowMs = tick ? Math.floor(Date.parse(tick.now) / MINUTE_MS) * MINUTE_MS : 0;
  const seat = useMemo<Seat>(
    () => ({ as: person.id, me, lobby, channels, nowMs, openPlace, say }),
    [person.id, me, lobby, channels, nowMs, openPlace, say],
  );
  const modals = looked?.screen.modals ?? [];
  return (
    <SeatProvider value={seat}>
      <PaneRoot value={root}>
        <section className="pane" aria-label={`${person.name}’s Slack`}>
          <PaneBar
            side={side}
            isSidebarOpen={isSidebarOpen}
            onSidebar={() => setSidebarOpen(!isSidebarOpen)}
          />
          <div
            ref={setRoot}
            className={isSidebarOpen ? 'pane-body pane-body-open' : 'pane-body'}
            onClickCapture={({ target }) => {
              if (!(target as Element).closest('.sidebar')) setSidebarOpen(false);
            }}
          >
            <div className="pane-content" inert={modals.length > 0}>
              <Sidebar
                current={spot.place}
                openPlace={(place) => {
                  setSidebarOpen(false);
                  openPlace(place);
                }}
                openHome={() => {
                  setSidebarOpen(false);
                  openHome();
                }}
              />
              {looked && (
                <Boundary what="what is open here" of={looked}>
                  <PanePlace side={side} spot={spot} looked={looked} openHome={openHome} />
                </Boundary>
              )}
            </div>
            {modals.map((view, place) => (
              <Dialog key={view.id} view={view} isTop={place === modals.length - 1} />
            ))}
          </div>
          <ToastList toasts={toasts} dismiss={dismiss} />
        </section>
      </PaneRoot>
    </SeatProvider>
  );
}
