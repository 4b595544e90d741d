/** What the control API reads and acts on: the running workspace, seen from outside. */

import type { RecordedCall } from '../api/call.js';
import type { EventRecord } from '../delivery/dispatcher.js';
import type { Faults } from '../faults.js';
import type { BoxFaults } from '../live/box-faults.js';
import type { Manifest } from '../live/lobby.js';
import type { Weather } from '../live/protocol.js';
import type { Timekeeper } from '../live/timekeeper.js';
import type { TrailBook } from '../live/trail.js';
import type { Person } from '../people.js';
import type { Workspace } from '../workspace/workspace.js';

export type Controlled = {
  workspace: Workspace;
  person(name: string): Person;
  faults: Faults;
  calls: readonly RecordedCall[];
  events: readonly EventRecord[];
  manifest: Manifest;
  trail: TrailBook | null;
  boxFaults: BoxFaults;
  timekeeper: Timekeeper | null;
  isOpening: boolean;
  /** Of the page's files, when the workspace started. */
  build: string;
  weather(): Weather;
  settled(): Promise<void>;
};
