/** Who is told when: the table by hand, denials included. */
import { describe, expect, it } from 'vitest';
import {
  decideNotice,
  type NoticeDecision,
  type NoticeFacts,
  type NoticeSettings,
} from '../../../src/domain/notices/decide-notice.js';
import {
  ADJUSTABLE_KINDS,
  isAdjustable,
  NOTICE_KINDS,
  type NoticeKind,
  noticeKindOf,
} from '../../../src/domain/notices/notice-kind.js';
import { POST_KINDS } from '../../../src/domain/post-kind.js';

const KINDS = Object.keys(NOTICE_KINDS) as NoticeKind[];
/** In Berlin: 12:00, and 23:00. */
const NOON = new Date('2026-03-02T11:00:00Z');
const NIGHT = new Date('2026-03-02T22:00:00Z');
const MORNING = new Date('2026-03-03T06:00:00Z');
const DIGEST = new Date('2026-03-03T08:00:00Z');

const FACTS: NoticeFacts = {
  kind: 'watching',
  isMuted: false,
  isOwnAct: false,
  isUrgent: false,
  lastToldAt: null,
  isDigestDue: false,
};
const SETTINGS: NoticeSettings = { timeZone: 'Europe/Berlin', modes: {}, digestHour: 9, quiet: null };
const QUIET = { quiet: { fromMinute: 22 * 60, toMinute: 7 * 60 } };
const all = (mode: 'digest' | 'off') => ({
  modes: Object.fromEntries(ADJUSTABLE_KINDS.map((kind) => [kind, mode])),
});

/** What becomes of each kind, in words. */
function outcomes(facts: Partial<NoticeFacts>, settings: Partial<NoticeSettings>, now: Date) {
  const words = (decision: NoticeDecision) =>
    'untilAt' in decision ? `${decision.do} ${decision.untilAt.toISOString()}` : decision.do;
  return Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      words(decideNotice({ ...FACTS, ...facts, kind }, { ...SETTINGS, ...settings }, now)),
    ]),
  );
}
const except = (usual: string, others: Partial<Record<NoticeKind, string>>) => ({
  ...Object.fromEntries(KINDS.map((kind) => [kind, usual])),
  ...others,
});
const FIXED = { own: 'tell', desk: 'tell' };

describe('everything is told at once', () => {
  it('to whoever has set nothing, at any hour', () => {
    for (const now of [NOON, NIGHT]) expect(outcomes({}, {}, now)).toEqual(except('tell', {}));
  });

  it('but what they did themselves, to nobody', () => {
    expect(outcomes({ isOwnAct: true, isUrgent: true }, {}, NOON)).toEqual(except('drop', {}));
  });
});

describe('what is set', () => {
  it('off is not told, where one can do without it', () => {
    const expected = except('drop', { ...FIXED, escalation: 'tell' });
    expect(outcomes({}, all('off'), NOON)).toEqual(expected);
    expect(outcomes({ isUrgent: true }, all('off'), NOON)).toEqual(expected);
  });

  it('to the digest waits for it, and is told when it is due', () => {
    const expected = except(`digest ${DIGEST.toISOString()}`, { ...FIXED, escalation: 'tell' });
    expect(outcomes({}, all('digest'), NOON)).toEqual(expected);
    expect(outcomes({ isDigestDue: true }, all('digest'), DIGEST)).toEqual(except('tell', {}));
  });

  it('holds for its own kind alone', () => {
    expect(outcomes({}, { modes: { watching: 'off', deadlines: 'digest' } }, NOON)).toEqual(
      except('tell', { watching: 'drop', deadlines: `digest ${DIGEST.toISOString()}` }),
    );
  });
});

describe('quiet hours', () => {
  it('hold what is not asked for and not the desk itself, to their end', () => {
    expect(outcomes({}, QUIET, NIGHT)).toEqual(except(`hold ${MORNING.toISOString()}`, FIXED));
    expect(outcomes({}, QUIET, NOON)).toEqual(except('tell', {}));
    expect(outcomes({}, QUIET, MORNING)).toEqual(except('tell', {}));
  });

  it('and the digest do not keep from anybody what is urgent', () => {
    expect(outcomes({ isUrgent: true }, { ...QUIET, ...all('digest') }, NIGHT)).toEqual(except('tell', {}));
  });

  it('hold a digest that would fall into them', () => {
    const settings = { ...QUIET, ...all('digest') };
    const held = `hold ${MORNING.toISOString()}`;
    expect(outcomes({ isDigestDue: true }, settings, NIGHT)).toEqual(except(held, FIXED));
  });
});

describe('muting a ticket', () => {
  it('ends what is told of it, urgent or not, but for what was asked for and what the desk needs', () => {
    for (const isUrgent of [false, true]) {
      expect(outcomes({ isMuted: true, isUrgent }, {}, NOON)).toEqual(except('drop', FIXED));
    }
  });
});

describe('changes close together', () => {
  const ago = (seconds: number) => new Date(NOON.getTime() - seconds * 1_000);

  it('wait for the minute to be over', () => {
    const expected = except(`hold ${new Date(NOON.getTime() + 50_000).toISOString()}`, {
      ...FIXED,
      ...{ escalation: 'tell', deadlines: 'tell' },
    });
    expect(outcomes({ lastToldAt: ago(10) }, {}, NOON)).toEqual(expected);
  });

  it.each([60, 61, 3_600])('are none after %i seconds', (seconds) => {
    expect(outcomes({ lastToldAt: ago(seconds) }, {}, NOON)).toEqual(except('tell', {}));
  });
});

describe('every message of the bot', () => {
  it('is of a kind, or notifies nobody', () => {
    const kinds = (payload: object) =>
      Object.fromEntries(
        POST_KINDS.flatMap((kind) => {
          const notice = noticeKindOf(kind, payload);
          return notice === null ? [] : [[kind, notice]];
        }),
      );
    expect(kinds({})).toEqual({
      ...{ mirror: 'answers', assigned: 'assigned', status_line: 'watching', hold_over: 'assigned' },
      ...{ made_watcher: 'watching', made_observer: 'own' },
      ...{ waiting_reminder: 'requests', closing_notice: 'requests', reminder: 'own', draft_prompt: 'own' },
      ...{ at_risk: 'desk', breach: 'desk', alert_digest: 'desk' },
      ...{ leaver: 'desk', reason_given: 'desk', setup_notice: 'desk', outage: 'desk', undelivered: 'desk' },
    });
  });

  it.each([
    [{ audience: 'assignee' }, 'deadlines'],
    [{ audience: 'escalation' }, 'escalation'],
    [{ audience: 'admin' }, 'desk'],
    [{ audience: 'triage' }, 'desk'],
    [{ audience: 7 }, 'desk'],
    [{}, 'desk'],
    [{ audience: 'assignee', isReminder: true }, 'own'],
  ])('of an alert by whom it is for: %o', (payload, kind) => {
    for (const post of ['at_risk', 'breach', 'alert_digest'] as const) {
      expect(noticeKindOf(post, payload)).toBe(kind);
    }
  });

  it('can be set where it may be off or wait, and nowhere else', () => {
    for (const kind of KINDS) {
      const { mayBeOff, mayWait } = NOTICE_KINDS[kind];
      expect([kind, mayBeOff || mayWait]).toEqual([kind, isAdjustable(kind)]);
    }
  });
});
