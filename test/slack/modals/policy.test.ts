import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../../playground/block-kit/validate.js';
import type { PolicyForm } from '../../../src/services/policies/policy-form.js';
import type { PolicyPreview, PreviewList } from '../../../src/services/policies/preview-policy-draft.js';
import type { OpenedPolicy } from '../../../src/services/policies/read-policy-form.js';
import type { SavedPolicyDraft } from '../../../src/services/policies/save-policy-draft.js';
import type { ModalView } from '../../../src/slack/gateway.js';
import { buildPolicy, readPolicy } from '../../../src/slack/modals/policy.js';
import { policyStanding } from '../../../src/slack/modals/policy-draft-standing.js';
import { checkingView, previewView, savedView } from '../../../src/slack/modals/preview-policy.js';
import { fieldsOf, submitted } from './view-fields.js';

const FORM: PolicyForm = {
  targets: {
    low: { response: '8h', resolution: 'none', calendar: 'policy' },
    medium: { response: '4h', resolution: '24h', calendar: 'policy' },
    high: { response: '1h', resolution: '8h', calendar: 'named:Night shift' },
    critical: { response: '30m', resolution: '4h', calendar: 'always' },
  },
  pausesIn: ['waiting', 'on_hold'],
  responsePauses: true,
  warnPercents: '50, 80',
  onPriorityChange: 'restart',
  onReopen: 'new_cycle',
  urgentPriorities: ['high', 'critical'],
  escalateTo: ['U0ADA', 'U0ANA'],
  escalateChannel: 'C0LEADS',
};
const OPENED: OpenedPolicy = {
  scopeName: 'IT',
  version: 3,
  isInherited: false,
  basePolicyId: 7,
  form: FORM,
  calendarNames: ['Day shift', 'Night shift'],
  openCount: 412,
  outdatedCount: 0,
};
const METADATA = { draftId: 5, revision: 0 };

const fieldOf = (view: ModalView, label: string) => fieldsOf(view).find((field) => field.label === label);

describe('the form for a policy', () => {
  it('asks targets and a calendar for each priority, the most urgent first, then how clocks and alerts behave', () => {
    expect(fieldsOf(buildPolicy(OPENED, METADATA)).map(({ label }) => label)).toEqual([
      ...['Critical', 'High', 'Medium', 'Low'].flatMap((priority) => [
        `${priority}: first response within`,
        `${priority}: resolved within`,
        `${priority}: counts in`,
      ]),
      'Resolution pauses while a ticket is',
      'First response',
      'When the priority changes, the new target',
      'When a ticket is reopened',
      'Warn when this much of a target has passed (%)',
      'Urgent: alerts also outside working hours',
      'Tell these people of missed targets',
      'Tell this channel of missed targets',
    ]);
  });

  it('reads back what it was built with, in the order of its choices', () => {
    expect(readPolicy(submitted(buildPolicy(OPENED, METADATA)).values)).toEqual({
      ...FORM,
      urgentPriorities: ['critical', 'high'],
    });
  });

  it('reads back a policy that pauses for nothing, warns of nothing and tells nobody', () => {
    const form = {
      ...FORM,
      pausesIn: [],
      responsePauses: false,
      warnPercents: '',
      urgentPriorities: [],
      escalateTo: [],
      escalateChannel: null,
    };
    expect(readPolicy(submitted(buildPolicy({ ...OPENED, form }, METADATA)).values)).toEqual(form);
  });

  it("offers the policy's calendar, around the clock, and the named ones", () => {
    const view = buildPolicy(OPENED, METADATA);
    expect([...(fieldOf(view, 'Critical: counts in')?.options ?? [])].sort()).toEqual([
      'Around the clock',
      'Day shift',
      'Night shift',
      "The policy's own calendar",
    ]);
  });

  it('offers the calendar that is chosen, however many there are', () => {
    const calendarNames = Array.from({ length: 300 }, (_, index) => `Shift ${index}`);
    const high = { ...FORM.targets.high, calendar: 'named:Shift 299' };
    const form = { ...FORM, targets: { ...FORM.targets, high } };
    const view = buildPolicy({ ...OPENED, calendarNames, form }, METADATA);
    expect(fieldOf(view, 'High: counts in')?.initial).toBe('named:Shift 299');
    expect(viewProblems(view, 'modal')).toEqual([]);
  });

  it('pauses only in statuses that are not done', () => {
    const view = buildPolicy(OPENED, METADATA);
    expect(fieldOf(view, 'Resolution pauses while a ticket is')?.options).toEqual([
      'New',
      'Open',
      'In progress',
      'Waiting',
      'On hold',
      'Blocked',
    ]);
  });

  it('carries the number of its draft and nothing that was typed', () => {
    expect(buildPolicy(OPENED, METADATA).private_metadata).toBe(JSON.stringify(METADATA));
  });

  it.each(['x', '&', '😀'])('fits Slack at its largest (%j)', (character) => {
    const name = character.repeat(100);
    const target = {
      response: character.repeat(3_000),
      resolution: character.repeat(3_000),
      calendar: `named:${name}`,
    };
    const form = {
      ...FORM,
      targets: { low: target, medium: target, high: target, critical: target },
      warnPercents: character.repeat(3_000),
    };
    const view = buildPolicy({ ...OPENED, form, calendarNames: [name] }, METADATA);
    expect(viewProblems(view, 'modal')).toEqual([]);
    expect(fieldOf(view, 'Low: counts in')?.initial).toBe(`named:${name}`);
  });

  it.each<[string, Partial<OpenedPolicy>, string]>([
    ['its own', {}, 'Policy of IT, version 3. 412 open tickets.'],
    [
      'inherited',
      { isInherited: true, version: null, openCount: 1 },
      "The default's policy. Saving gives IT a policy of its own. 1 open ticket.",
    ],
    [
      'while a change is on its way',
      { outdatedCount: 412 },
      'Policy of IT, version 3. 412 open tickets. 0 of 412 open tickets recomputed so far.',
    ],
    ['the default', { scopeName: 'the default' }, 'Policy of the default, version 3. 412 open tickets.'],
  ])('says above itself what it is: %s', (_case, changes, words) => {
    expect(policyStanding({ ...OPENED, ...changes })).toBe(words);
  });
});

const NONE: PreviewList = { count: 0, tickets: [] };
const PREVIEW: PolicyPreview = {
  warnings: [],
  open: 412,
  changed: 37,
  isUnchanged: false,
  isInUse: true,
  breached: NONE,
  atRisk: NONE,
  saved: NONE,
  moved: NONE,
};
const shown = (view: ModalView) =>
  JSON.stringify(view.blocks.map((block) => ('text' in block ? block.text : block)));

describe('the preview', () => {
  const some = (count: number): PreviewList => ({ ...NONE, count });
  it.each<[Partial<PolicyPreview>, string]>([
    [
      { breached: some(3), atRisk: some(5), saved: some(2) },
      '412 open tickets. 37 change: 3 become overdue, 5 become at risk, 2 are saved.',
    ],
    [{ open: 1, changed: 1, breached: some(1) }, '1 open ticket. 1 changes: 1 becomes overdue.'],
    [{ atRisk: some(1), saved: some(1) }, '412 open tickets. 37 change: 1 becomes at risk, 1 is saved.'],
    [{}, '412 open tickets. 37 change; none becomes overdue or at risk.'],
    [{ changed: 0 }, '412 open tickets. None of them changes.'],
    [{ open: 0, changed: 0 }, 'No open ticket is concerned. New ones will be.'],
  ])('counts what changes (%#)', (changes, words) => {
    expect(shown(previewView({ ...PREVIEW, ...changes }, METADATA, 'IT'))).toContain(`"${words}"`);
  });

  it.each([
    ['IT', '`/project sla IT`'],
    [null, '`/project sla`'],
  ])('says how a calendar that nothing counts in comes to count (%s)', (projectKey, command) => {
    const words = shown(
      previewView({ ...PREVIEW, open: 0, changed: 0, isInUse: false }, METADATA, projectKey),
    );
    expect(words).toContain(`No ticket changes yet. It counts once a priority in ${command} names it.`);
    expect(words).not.toContain('New ones');
  });

  it('lists each ticket with its dates before and after, and how many more there are', () => {
    const ticket = { number: 'IT-4', title: 'VPN <!channel>', target: 'resolution' } as const;
    const before = new Date('2026-03-03T10:00:00Z');
    const after = new Date('2026-03-02T10:00:00Z');
    const breached: PreviewList = {
      count: 29,
      tickets: [
        { ...ticket, before, after },
        { ...ticket, number: 'IT-5', target: 'response', before: null, after },
      ],
    };
    const words = shown(previewView({ ...PREVIEW, breached }, METADATA, 'IT'));
    expect(words).toContain('*Become overdue*');
    expect(words).toMatch(
      /• \*IT-4\* VPN &lt;!channel&gt;, resolution: <!date\^1772532000\^[^>]*> → <!date\^1772445600\^/,
    );
    expect(words).toMatch(/• \*IT-5\* .*, first response: no date → <!date/);
    expect(words).toContain('and 27 more');
  });

  it('lists tickets that only get another date too', () => {
    const ticket = { number: 'IT-4', title: 'VPN', target: 'resolution' } as const;
    const before = new Date('2026-03-03T10:00:00Z');
    const moved = { count: 1, tickets: [{ ...ticket, before, after: new Date('2026-03-04T10:00:00Z') }] };
    const words = shown(previewView({ ...PREVIEW, moved }, METADATA, 'IT'));
    expect(words).toContain('37 change; none becomes overdue or at risk.');
    expect(words).toMatch(/\*Only get another date\*\\n• \*IT-4\* VPN, resolution: <!date.* → <!date/);
  });

  it('shows warnings, and still saves', () => {
    const view = previewView({ ...PREVIEW, warnings: ['High: longer <than> resolution.'] }, METADATA, 'IT');
    expect(shown(view)).toContain('High: longer &lt;than&gt; resolution.');
    expect(view.submit?.text).toBe('Save');
  });

  it('offers nothing to save where nothing changes', () => {
    const view = previewView({ ...PREVIEW, isUnchanged: true }, METADATA, 'IT');
    expect(view.submit).toBeUndefined();
    expect(shown(view)).toContain('Nothing to save');
    expect(viewProblems(view, 'modal')).toEqual([]);
  });

  it('carries the number of the draft and nothing of what was typed', () => {
    expect(previewView(PREVIEW, METADATA, 'IT').private_metadata).toBe(JSON.stringify(METADATA));
  });

  it.each(['x', '&', '😀', '*'])('fits Slack at its largest (%j)', (character) => {
    const at = new Date('2026-03-03T10:00:00Z');
    const tickets = Array.from({ length: 10 }, () => ({
      ...{ number: 'HELPDESKIT-2147483647', title: character.repeat(200), target: 'resolution' as const },
      ...{ before: at, after: at },
    }));
    const full = { count: 2_147_483_647, tickets };
    const warnings = Array.from({ length: 4 }, () => character.repeat(4_000));
    const preview = { ...PREVIEW, warnings, breached: full, atRisk: full, saved: full, moved: full };
    const view = previewView(preview, { draftId: 2_147_483_647, revision: 2_147_483_647 }, 'IT');
    expect(viewProblems(view, 'modal')).toEqual([]);
    expect(shown(view).match(/HELPDESKIT/g)).toHaveLength(20);
  });

  it('says that it is being made', () => {
    expect(viewProblems(checkingView(), 'modal')).toEqual([]);
  });
});

describe('after saving', () => {
  const SAVED: SavedPolicyDraft = {
    policyId: 9,
    version: 3,
    scopeName: 'IT',
    calendarName: null,
    openCount: 412,
  };
  it.each<[string, Partial<SavedPolicyDraft>, boolean, string]>([
    [
      'a policy',
      {},
      true,
      'The policy of IT is saved as version 3. 412 open tickets are being recomputed; `/project sla IT` shows how far that is.',
    ],
    [
      'a calendar',
      { calendarName: 'R&D', openCount: 1 },
      true,
      '*R&amp;D* is saved. The policy of IT is version 3 now. 1 open ticket is being recomputed; `/project calendar IT` shows how far that is.',
    ],
    [
      'the default with no open ticket',
      { scopeName: 'the default', openCount: 0 },
      true,
      'The policy of the default is saved as version 3. No open ticket is concerned.',
    ],
    [
      'a calendar that nothing counts in',
      { calendarName: 'Night shift', openCount: 0 },
      false,
      'Saved *Night shift*. It counts once a priority in `/project sla IT` names it.',
    ],
  ])('says what became of %s', (_what, changes, isInUse, words) => {
    const view = savedView({ ...SAVED, ...changes }, { isInUse });
    expect(shown(view)).toContain(`"${words}"`);
    expect(viewProblems(view, 'modal')).toEqual([]);
  });
});
