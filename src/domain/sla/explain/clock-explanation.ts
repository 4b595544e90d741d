/** Everything that explains a ticket's targets, as facts: the words are the renderer's. */

import type { Priority } from '../../priority.js';
import type { Weekday } from '../calendar.js';
import type { TargetKind } from '../policy.js';
import type { TargetState } from '../target-clock.js';
import type { LedgerRow } from './ledger-rows.js';
import type { Outlook } from './outlook.js';

/** Requesters are told that an agent did it, and not which. */
export type Doer = { readonly kind: 'person'; readonly name: string } | { readonly kind: 'agent' | 'desk' };

/** Who began a pause or a stop; `message`: it began with something they wrote, as a comment or a note. */
export type RowCause = { readonly by: Doer; readonly message: 'comment' | 'note' | null };

export type ExplainedRow = LedgerRow & { readonly cause: RowCause | null };

/** `scope` is a project's name, or null for the desk's default. */
export type PolicyFacts = { readonly scope: string | null; readonly version: number; readonly sinceAt: Date };
/** Of a scope as a policy's: each has calendars of its own, and names mean nothing across scopes. */
export type CalendarName = { readonly scope: string | null; readonly name: string; readonly version: number };
export type CalendarFacts = CalendarName & {
  readonly timeZone: string;
  /** Of a usual week, as a form holds them: `09:00-12:00, 13:00-17:00`, empty for a closed day. */
  readonly hours: Readonly<Record<Weekday, string>>;
  readonly workingDaySeconds: number | null;
};

/** What made a target another one; both as they were at that moment. Null: none, or paused. */
export type TargetMove = {
  readonly at: Date;
  readonly by: Doer;
  readonly before: Date | null;
  readonly after: Date | null;
  readonly cause: MoveCause;
};

export type MoveCause =
  | { readonly kind: 'priority'; readonly from: Priority; readonly to: Priority }
  | {
      readonly kind: 'policy';
      readonly from: PolicyFacts | null;
      readonly to: PolicyFacts;
      /** The one in which the priority of that moment counted from then on; null where it counted in it before. */
      readonly calendar: (CalendarName & { readonly isNewVersion: boolean }) | null;
      /** Who saved that version; null: the desk itself, or not for this reader. */
      readonly savedBy: string | null;
    }
  /** From one project to another, by its numbers; `policy`: what it is counted by since. */
  | {
      readonly kind: 'project';
      readonly from: string;
      readonly to: string;
      readonly policy: PolicyFacts | null;
    }
  /** Under a policy by which a reopened ticket begins a new cycle. */
  | { readonly kind: 'reopening' }
  | { readonly kind: 'start'; readonly from: Date; readonly to: Date; readonly reason: string | null };

export type ExplainedTarget = {
  readonly kind: TargetKind;
  readonly state: TargetState;
  readonly priority: Priority;
  readonly targetSeconds: number | null;
  readonly elapsedSeconds: number;
  readonly policy: PolicyFacts;
  readonly calendar: CalendarFacts;
  readonly outlook: Outlook;
  /** Without gaps from the start to the stop, or to `at`; the counted ones add up to `elapsedSeconds`. */
  readonly rows: readonly ExplainedRow[];
  /** Oldest first. */
  readonly moves: readonly TargetMove[];
};

export type ClockExplanation = {
  readonly number: string;
  readonly title: string;
  /** The moment it was asked for. */
  readonly at: Date;
  readonly isForAgents: boolean;
  readonly openedAt: Date;
  readonly startedAt: Date;
  /** Why it starts elsewhere than where it was opened; agents' words, for agents. */
  readonly startReason: string | null;
  readonly targets: readonly ExplainedTarget[];
};
