import { describe, expect, it } from 'vitest';
import { isSetupDone, nextSetupStep, SETUP_STEPS, type SetupFacts } from '../../src/domain/setup.js';

const EMPTY: SetupFacts = {
  hasProject: false,
  hasTriage: false,
  areHoursFit: false,
  agentCount: 0,
  hasTicket: false,
};
const FULL: SetupFacts = {
  hasProject: true,
  hasTriage: true,
  areHoursFit: true,
  agentCount: 2,
  hasTicket: true,
};

describe('setting up', () => {
  it.each([
    ['nothing', EMPTY, 'project'],
    ['a project alone', { ...EMPTY, hasProject: true }, 'channels'],
    ['no triage channel any more', { ...FULL, hasTriage: false }, 'channels'],
    ['hours of another zone that nobody chose', { ...FULL, areHoursFit: false }, 'hours'],
    ['a channel that all agents left', { ...FULL, agentCount: 0 }, 'agents'],
    ['no ticket', { ...FULL, hasTicket: false }, 'ticket'],
    ['everything', FULL, null],
  ] as const)('with %s goes on at %s', (_what, facts, step) => {
    expect(nextSetupStep(facts)).toBe(step);
  });

  it('asks nothing twice in a row', () => {
    expect(nextSetupStep({ ...FULL, areHoursFit: false }, 'hours')).toBeNull();
    expect(nextSetupStep(EMPTY, 'project')).toBe('channels');
  });

  it('has targets from the start', () => {
    expect(SETUP_STEPS.filter((step) => isSetupDone(step, EMPTY))).toEqual(['targets']);
  });
});
