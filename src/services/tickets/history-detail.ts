/** What an entry of the changelog says beside from and to, where that takes more than a value. */
import { z } from 'zod';
import type { Tx } from '../../database/transaction.js';
import { TARGET_KINDS, type TargetKind } from '../../domain/sla/policy.js';
import { moveSide } from '../moving/ticket-moves.js';
import { type ChangelogTexts, textOf } from './changelog-texts.js';
import type { LinkKind } from './ticket-links.js';

export type HistoryDetail =
  /** `moves`: the targets that are other ones since; null none, or paused. `version` null: not known any more. */
  | { kind: 'policy'; version: number | null; moves: readonly TargetChange[] }
  /** `reason`: agents' words. */
  | { kind: 'start'; at: Date; reason: string | null }
  /** To another project: whether agents' notes went along. */
  | { kind: 'moved'; hasNotes: boolean }
  /** Closed without a word, because it had been resolved for long before the desk closed anything by itself. */
  | { kind: 'long_over' }
  /** With another ticket, whose number this person may know. */
  | { kind: 'link'; link: LinkKind; number: string }
  /** Of the target that was spent. */
  | { kind: 'percent'; percent: number };

export type TargetChange = { target: TargetKind; from: Date | null; to: Date | null };

type Entry = { action: string; oldValue: unknown; newValue: unknown };

const instant = z.iso.datetime().transform((text) => new Date(text));
const policy = z.union([
  z.int().transform((policyId) => ({ policyId, responseTarget: null, resolutionTarget: null })),
  z.object({
    policyId: z.int(),
    responseTarget: instant.nullable().default(null),
    resolutionTarget: instant.nullable().default(null),
  }),
]);
const start = z.object({ startedAt: instant });
const longOver = z.object({ isLongOver: z.literal(true) });
const warning = z.object({ percent: z.int() });

/** Versions by policy id, of the policies that the entries name: one query. */
export async function readPolicyVersions(db: Tx, entries: readonly Entry[]): Promise<Map<number, number>> {
  const ids = entries.flatMap(({ action, newValue }) => {
    const parsed = action === 'sla_policy' ? policy.safeParse(newValue) : null;
    return parsed?.success ? [parsed.data.policyId] : [];
  });
  if (ids.length === 0) return new Map();
  const rows = await db.slaPolicy.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, version: true },
  });
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Null where there is no more to say, or the entry is from before it was kept. */
export function historyDetail(
  { action, oldValue, newValue }: Entry,
  versions: ReadonlyMap<number, number>,
  texts: ChangelogTexts,
): HistoryDetail | null {
  if (action === 'status') return longOver.safeParse(newValue).success ? { kind: 'long_over' } : null;
  if (action === 'sla_policy') return policyDetail(oldValue, newValue, versions);
  if (action === 'project') {
    const parsed = moveSide.safeParse(newValue);
    return parsed.success ? { kind: 'moved', hasNotes: parsed.data.notesOf.length > 0 } : null;
  }
  if (action === 'start_moved') {
    const parsed = start.safeParse(newValue);
    if (!parsed.success) return null;
    return { kind: 'start', at: parsed.data.startedAt, reason: textOf(newValue, texts) };
  }
  const parsed = action === 'at_risk' ? warning.safeParse(newValue) : null;
  return parsed?.success ? { kind: 'percent', percent: parsed.data.percent } : null;
}

function policyDetail(
  oldValue: unknown,
  newValue: unknown,
  versions: ReadonlyMap<number, number>,
): HistoryDetail | null {
  const parsed = policy.safeParse(newValue);
  if (!parsed.success) return null;
  const to = parsed.data;
  const before = policy.safeParse(oldValue);
  const from = before.success ? before.data : null;
  const column = { response: 'responseTarget', resolution: 'resolutionTarget' } as const;
  const moves = TARGET_KINDS.map((target) => ({
    target,
    from: from?.[column[target]] ?? null,
    to: to[column[target]],
  })).filter((move) => move.from?.getTime() !== move.to?.getTime());
  return { kind: 'policy', version: versions.get(to.policyId) ?? null, moves };
}
