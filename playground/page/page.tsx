/** All that is on the page: two people's small Slacks, and what lies behind them. */
import { useState } from 'react';
import type { Tick } from '../live/protocol.js';
import { NOT_ANSWERING } from './ask.js';
import { Drawer } from './desk/drawer.js';
import { Pane } from './slack/pane.js';
import { useStream } from './stream.js';
import { TopBar } from './top-bar.js';
import { useDeepLink } from './use-deep-link.js';
import { useLobby } from './use-lobby.js';
import { useWide } from './use-wide.js';
import { useWhere } from './where.js';

const OPENING = 'The desk is opening: it is ready in a few seconds, and this page goes on by itself.';

export function Page() {
  const { isAnswering, tick } = useStream();
  const lobby = useLobby(isAnswering);
  const isOld = useIsOld(tick);
  const isOpen = tick !== null && !tick.isOpening;
  const link = useDeepLink(isOpen ? lobby : null);
  const { isTwo } = useWhere();
  const canBeTwo = useWide();
  const [isDrawerOpen, setDrawerOpen] = useState(canBeTwo);
  if (!lobby || !isOpen || link === 'underway') {
    const words = tick?.isOpening ? OPENING : 'Loading …';
    return (
      <p className="page-wait" role={isAnswering ? 'status' : 'alert'}>
        {isAnswering ? words : NOT_ANSWERING}
      </p>
    );
  }
  const isBoth = isTwo && canBeTwo;
  return (
    <div className="page">
      <TopBar
        lobby={lobby}
        isTwo={isTwo}
        canBeTwo={canBeTwo}
        isDrawerOpen={isDrawerOpen}
        onDrawer={() => setDrawerOpen(!isDrawerOpen)}
      />
      {!isAnswering && (
        <p className="page-silent" role="alert">
          {NOT_ANSWERING}
        </p>
      )}
      {link === 'leads nowhere' && (
        <p className="page-silent" role="alert">
          Nobody here can see what that link leads to.
        </p>
      )}
      {isOld && <NewerBuild />}
      <div className="page-body">
        <main className="page-panes">
          <Pane side="left" lobby={lobby} />
          {isBoth && <Pane side="right" lobby={lobby} />}
        </main>
        {isDrawerOpen && <Drawer />}
      </div>
    </div>
  );
}

/** The playground was started anew with other files than this page is made of: what they say to each other may have changed. */
function useIsOld(tick: Tick | null): boolean {
  const [first, setFirst] = useState<string | null>(null);
  if (tick && first === null) setFirst(tick.build);
  return tick !== null && first !== null && tick.build !== first;
}

function NewerBuild() {
  return (
    <p className="page-silent" role="alert">
      The playground is newer than this page.{' '}
      <button type="button" className="page-silent-button" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </p>
  );
}
