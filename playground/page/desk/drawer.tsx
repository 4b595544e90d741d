/** What lies beside the small Slack: the story to begin with, the inspector, the clock and the faults. */
import './drawer.css';
import { type ComponentType, useState } from 'react';
import { Boundary } from '../boundary.js';
import { KEPT_PANEL } from '../kept.js';
import { ClockPanel } from './clock-panel.js';
import { FaultsPanel } from './faults-panel.js';
import { Inspector } from './inspector.js';
import { Story } from './story.js';
import { useTrail } from './trail.js';

const PANELS = {
  Story,
  Inspector,
  Clock: ClockPanel,
  Faults: FaultsPanel,
} as const satisfies Record<string, ComponentType>;

type Name = keyof typeof PANELS;

const NAMES = Object.keys(PANELS) as Name[];

/** Each browser comes back to what it looked at. */
function keptPanel(): Name {
  const kept = localStorage.getItem(KEPT_PANEL);
  return NAMES.find((name) => name === kept) ?? 'Story';
}

export function Drawer() {
  const [name, setName] = useState(keptPanel);
  const problems = useTrail().happenings.reduce((sum, { violations }) => sum + violations.length, 0);
  const Panel = PANELS[name];
  const open = (next: Name) => {
    localStorage.setItem(KEPT_PANEL, next);
    setName(next);
  };
  return (
    <aside className="drawer" aria-label="Behind the scenes">
      <div className="drawer-tabs" role="tablist" aria-label="Behind the scenes">
        {NAMES.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === name}
            onClick={() => open(each)}
          >
            {each}
            {each === 'Inspector' && problems > 0 && (
              <span className="drawer-count" title="Violations of Slack’s rules">
                {problems}
              </span>
            )}
          </button>
        ))}
      </div>
      <div className="drawer-panel" role="tabpanel" aria-label={name}>
        <Boundary what="this panel" of={name}>
          <Panel />
        </Boundary>
      </div>
    </aside>
  );
}
