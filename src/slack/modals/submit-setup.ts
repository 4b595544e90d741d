/** Takes the steps of setting up: each does its part by the services there are, and shows what comes next. */

import { isSetupStep, nextSetupStep, type SetupStep } from '../../domain/setup.js';
import { UserError } from '../../errors.js';
import { addAgents } from '../../services/projects/add-agents.js';
import type { ProjectInput } from '../../services/projects/check-project.js';
import { createProject } from '../../services/projects/create-project.js';
import { editProject } from '../../services/projects/edit-project.js';
import type { ProjectView } from '../../services/projects/list-projects.js';
import { readSetup, type Setup, setupProject } from '../../services/setup/read-setup.js';
import { setUpHours } from '../../services/setup/set-up-hours.js';
import { cancelTestTicket, openTestTicket } from '../../services/setup/test-ticket.js';
import type { ModalView } from '../gateway.js';
import type { ActionCall, Caller, ViewAnswer, ViewCall, ViewValues } from '../kit.js';
import type { ActionHandler } from '../listener.js';
import { chosenIn, chosenManyIn, typedIn } from './field-values.js';
import { readMetadata } from './form-view.js';
import { loadingView } from './notice-view.js';
import { openModal } from './open-modal.js';
import { buildSetup, buildSetupStep, SETUP_FIELD, setupMetadata } from './setup.js';

export async function openSetup(call: Caller, triggerId: string, key: string | null): Promise<void> {
  await openModal(call, triggerId, 'Set up the desk', async () => buildSetup(await read(call, key)));
}

const DOES: Partial<
  Record<SetupStep, (call: Caller, project: ProjectView | null, values: ViewValues) => Promise<unknown>>
> = {
  project: async (call, _project, values) =>
    createProject(call.kit.desk, await call.actor(), {
      ...NEW_PROJECT,
      key: typedIn(values, SETUP_FIELD.key),
      name: typedIn(values, SETUP_FIELD.name),
    }),
  channels: async (call, project, values) =>
    editProject(call.kit.desk, await call.actor(), keyOf(project), {
      ...inputOf(project),
      ...chosenChannels(values),
    }),
  hours: async (call, project, values) =>
    setUpHours(call.kit.desk, await call.actor(), project, {
      timeZone: chosenIn(values, SETUP_FIELD.timeZone) ?? '',
      hours: typedIn(values, SETUP_FIELD.hours),
    }),
  agents: async (call, project, values) =>
    addAgents(call.kit.desk, await call.actor(), keyOf(project), chosenManyIn(values, SETUP_FIELD.agents)),
  ticket: async (call, project) => openTestTicket(call.kit.desk, await call.actor(), keyOf(project)),
};

/**
 * "Continue" on the overview, or the end of a step; after the ticket, the overview says where it is. What a step refuses has to be known while
 * Slack waits, what comes next has not.
 */
export async function submitSetup(call: ViewCall): Promise<ViewAnswer> {
  const { key, step } = readMetadata(setupMetadata, call.metadata);
  const project = await setupProject(call.kit.desk, await call.actor(), key);
  if (step !== null) await DOES[step]?.(call, project, call.values);
  const later = async () => {
    const setup = await read(call, key);
    const next = nextSetupStep(setup.facts, step);
    return next === null ? buildSetup(setup) : buildSetupStep(setup, next, call.kit.desk.clock.now());
  };
  return { kind: 'show', view: loadingView('Set up the desk'), later };
}

/** To one step, or back to the overview. */
export const pressSetupStep: ActionHandler = inSetup(async (call, key) => {
  const setup = await read(call, key);
  const step = call.value ?? '';
  return isSetupStep(step) ? buildSetupStep(setup, step, call.kit.desk.clock.now()) : buildSetup(setup);
});

export const pressSetupCancel: ActionHandler = inSetup(async (call, key) => {
  if (key !== null) await cancelTestTicket(call.kit.desk, await call.actor(), key);
  return buildSetup(await read(call, key));
});

/** In a message: opens the form. */
export const pressSetup: ActionHandler = async (call) => {
  await openSetup(call, call.triggerId, call.value === '' ? null : call.value);
  return null;
};

function inSetup(show: (call: ActionCall, key: string | null) => Promise<ModalView>): ActionHandler {
  return async (call) => {
    if (call.view === null) return null;
    const { key } = readMetadata(setupMetadata, call.view.metadata);
    await call.kit.gateway.updateView(call.view.id, await show(call, key));
    return null;
  };
}

async function read(call: Caller, key: string | null): Promise<Setup> {
  return readSetup(call.kit.desk, await call.actor(), key);
}

const NEW_PROJECT = {
  ...{ description: '', emoji: 'ticket', takeEmoji: 'eyes', resolveEmoji: 'white_check_mark' },
  ...{ showTargets: false, confidentialByDefault: false, isEveryMessage: false },
};

/** Left empty, a channel stays what it is: another admin may have chosen it since the form was opened. */
function chosenChannels(values: ViewValues): Pick<ProjectInput, 'triageChannel' | 'requestChannel'> {
  const triageChannel = chosenIn(values, SETUP_FIELD.triageChannel);
  const requestChannel = chosenIn(values, SETUP_FIELD.requestChannel);
  return {
    ...(triageChannel === null ? {} : { triageChannel }),
    ...(requestChannel === null ? {} : { requestChannel }),
  };
}

/** As it is, so that only its channels change. */
function inputOf(project: ProjectView | null): ProjectInput {
  if (project === null) throw noProject();
  const { key, name, description, emoji, takeEmoji, resolveEmoji } = project;
  const { showTargets, confidentialByDefault, isEveryMessage } = project;
  return {
    ...{ key, name, description, emoji, takeEmoji, resolveEmoji },
    ...{ showTargets, confidentialByDefault, isEveryMessage },
  };
}

function keyOf(project: ProjectView | null): string {
  if (project === null) throw noProject();
  return project.key;
}

function noProject(): UserError {
  return new UserError('There is no project yet. Make one first.');
}
