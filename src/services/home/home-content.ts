/** What one person's Home shows, as plain data: turned into blocks by the Slack side. */
import type { HomeTab } from '../../domain/home.js';
import type { Priority } from '../../domain/priority.js';
import type { TicketLine } from '../finding/ticket-line.js';

/** `null` for whoever may not use the desk any more; `resting` until somebody comes back who has not looked for long. */
export type HomeContent =
  | { waiting: HomeWaiting; queue: HomeQueue; desk: HomeDesk | null }
  | 'resting'
  | null;

/** Tickets of the viewer that wait for a word of theirs. Counts go no further than `HOME_COUNT_MAX`. */
export type HomeWaiting = { lines: readonly TicketLine[]; total: number };

export type HomeQueue = {
  tab: HomeTab;
  /** Those that the viewer may choose from, with how many tickets each has under the present filters. */
  tabs: readonly { tab: HomeTab; count: number }[];
  /** Projects to choose from; none where there is no choice, or the list has no filters. */
  projects: readonly { id: number; key: string; name: string }[];
  projectId: number | null;
  priority: Priority | null;
  lines: readonly TicketLine[];
  page: number;
  pageCount: number;
};

/** For admins. */
export type HomeDesk = {
  projects: readonly HomeProject[];
  /** Further ones that are not shown. */
  projectsLeft: number;
  /** How many things the doctor finds without asking Slack. */
  findings: number;
};

export type HomeProject = {
  key: string;
  name: string;
  hasTriage: boolean;
  agentCount: number;
  /** Or the default's. */
  hasOwnPolicy: boolean;
};
