/** What the doctor knows when it judges: read once, so that the checks are pure. */
import type { DeskFigures } from '../../database/sql/desk-figures.js';
import type { LateJob } from '../health/heartbeats.js';
import type { RefusedGroup } from '../posts/refused-posts.js';
import type { ReconcileStatus } from '../reconcile/reconcile-status.js';

export type DoctorFacts = {
  now: Date;
  /** When the sweep last worked; null: never. */
  sweptAt: Date | null;
  lateJobs: readonly LateJob[];
  figures: DeskFigures;
  /** The largest first; `total` counts those that are left out too. */
  refused: { groups: readonly RefusedGroup[]; total: number };
  reconcile: ReconcileStatus;
  slack: SlackFacts;
  /** By how much PostgreSQL's clock is ahead of this process's. */
  databaseAheadMs: number;
  /** Of projects, and of open tickets' threads. */
  channels: readonly ChannelFacts[];
  projects: readonly ProjectFacts[];
  /** Whether search can find what is misspelled: PostgreSQL has pg_trgm. */
  toleratesTypos: boolean;
};

export type SlackFacts =
  | {
      isAnswered: true;
      /** Null: Slack did not say. */
      missingScopes: readonly string[] | null;
      aheadMs: number | null;
    }
  /** `reason`: a code of Slack's or of the system. */
  | { isAnswered: false; reason: string };

export type ChannelFacts = {
  slackChannelId: string;
  isArchived: boolean;
  isBotMember: boolean;
};

export type ProjectFacts = {
  key: string;
  hasTriage: boolean;
  agentCount: number;
  hasPolicy: boolean;
  /** Names of its policy's calendars that never open. */
  closedCalendars: readonly string[];
};
