/** What would have to happen by when, for every state that a target can be in. */

import { expect, it } from 'vitest';
import { foldClock } from '../../../../src/domain/sla/clock.js';
import { type Outlook, outlookOf } from '../../../../src/domain/sla/explain/outlook.js';
import { defaultPolicy } from '../../../../src/domain/sla/policy.js';
import { buildHistory, type HistoryLine, utc } from '../build-history.js';

const POLICY = defaultPolicy('UTC');
const NO_TARGETS = {
  ...POLICY,
  targets: { ...POLICY.targets, medium: { responseSeconds: null, resolutionSeconds: null } },
};
const HOUR = 3600;
const STARTED: HistoryLine = ['09:00', 'started high'];

it.each<[string, HistoryLine[], string, Outlook]>([
  ['running', [STARTED], '11:00', { kind: 'due', at: utc('17:00'), leftSeconds: 6 * HOUR }],
  [
    'paused: due, if work resumed now, after what is left, over the night',
    [STARTED, ['11:00', 'waiting']],
    '16:00',
    { kind: 'paused', leftSeconds: 6 * HOUR, ifResumedAt: utc('2026-11-24 14:00') },
  ],
  [
    'met',
    [STARTED, ['12:00', 'resolved']],
    '16:00',
    { kind: 'met', stoppedAt: utc('12:00'), spareSeconds: 5 * HOUR },
  ],
  [
    'missed and going on',
    [STARTED],
    '2026-11-24 11:00',
    { kind: 'missed', dueAt: utc('2026-11-24 09:00'), bySeconds: 2 * HOUR, stoppedAt: null },
  ],
  [
    'missed and done',
    [STARTED, ['2026-11-24 10:00', 'closed']],
    '2026-11-24 16:00',
    {
      kind: 'missed',
      dueAt: utc('2026-11-24 09:00'),
      bySeconds: HOUR,
      stoppedAt: utc('2026-11-24 10:00'),
    },
  ],
])('%s', (_state, history, at, outlook) => {
  const { resolution } = foldClock(buildHistory(...history), POLICY, utc(at));
  expect(outlookOf(resolution, POLICY.calendar, utc(at))).toEqual(outlook);
});

it('a priority without a target has no outlook', () => {
  const { resolution } = foldClock(buildHistory(['09:00', 'started']), NO_TARGETS, utc('11:00'));
  expect(outlookOf(resolution, NO_TARGETS.calendar, utc('11:00'))).toEqual({ kind: 'none' });
});
