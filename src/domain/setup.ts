/** The way from an empty workspace to a working desk: its steps, and which of them are behind. Nothing of it is kept: what is there is done. */

export const SETUP_STEPS = ['project', 'channels', 'hours', 'targets', 'agents', 'ticket'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export type SetupFacts = {
  hasProject: boolean;
  hasTriage: boolean;
  /** An admin has saved opening hours, those there are follow the time zone of whoever looks, or people count by them already. */
  areHoursFit: boolean;
  agentCount: number;
  hasTicket: boolean;
};

const IS_DONE: Record<SetupStep, (facts: SetupFacts) => boolean> = {
  project: ({ hasProject }) => hasProject,
  channels: ({ hasTriage }) => hasTriage,
  hours: ({ areHoursFit }) => areHoursFit,
  // Every project has some from the start.
  targets: () => true,
  agents: ({ agentCount }) => agentCount > 0,
  ticket: ({ hasTicket }) => hasTicket,
};

export function isSetupDone(step: SetupStep, facts: SetupFacts): boolean {
  return IS_DONE[step](facts);
}

/** The first that is not done; null where nothing is missing. `just`: has been gone through a moment ago, and is not asked for again. */
export function nextSetupStep(facts: SetupFacts, just: SetupStep | null = null): SetupStep | null {
  return SETUP_STEPS.find((step) => step !== just && !isSetupDone(step, facts)) ?? null;
}

export function isSetupStep(word: string): word is SetupStep {
  return SETUP_STEPS.some((step) => step === word);
}
