/** The form that leads an admin to a working desk: what is done and what is missing, and one step at a time. */

import type { types } from '@slack/bolt';
import { z } from 'zod';
import { slash } from '../../domain/command-names.js';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import { isSetupDone, nextSetupStep, SETUP_STEPS, type SetupStep } from '../../domain/setup.js';
import { isKnownTimeZone } from '../../domain/sla/zone.js';
import { CALENDAR_FIELD, hoursField } from '../../services/policies/form-fields.js';
import type { Setup } from '../../services/setup/read-setup.js';
import { countWords } from '../blocks/count-words.js';
import { actions, type Block, button, context, safeName, section } from '../blocks/pieces.js';
import { weekWords } from '../blocks/week-words.js';
import type { ModalView } from '../gateway.js';
import { ACTIONS, OPTIONS, VIEWS } from '../ids.js';
import { timeZoneOption } from '../options/time-zone.js';
import { formView } from './form-view.js';
import { channelInput, externalSelectInput, multiUserInput, textInput } from './inputs.js';

export const SETUP_FIELD = {
  key: 'key',
  name: 'name',
  triageChannel: 'triage_channel',
  requestChannel: 'request_channel',
  timeZone: CALENDAR_FIELD.timeZone,
  hours: hoursField('mon'),
  agents: 'agents',
} as const;

/** `step` null: the overview. */
export const setupMetadata = z.object({
  key: z.string().max(20).nullable(),
  step: z.enum(SETUP_STEPS).nullable(),
});
export type SetupMetadata = z.infer<typeof setupMetadata>;

const STEP_NAMES: Record<SetupStep, string> = {
  project: 'Project',
  channels: 'Channels',
  hours: 'Opening hours',
  targets: 'Targets',
  agents: 'Agents',
  ticket: 'Test ticket',
};

const USUAL_HOURS = '09:00-17:00';
const NAMES_SHOWN_MAX = 10;
const NAME_SHOWN_MAX = 80;

/** What stands in the way is first; whoever closes the form goes on from there another time. */
export function buildSetup(setup: Setup): ModalView {
  const next = nextSetupStep(setup.facts);
  const metadata: SetupMetadata = { key: setup.project?.key ?? null, step: null };
  const head =
    next === null
      ? 'Everything is there: the desk works.'
      : `Next: *${STEP_NAMES[next]}*. Close this whenever you like; \`${slash.desk} setup\` goes on from here.`;
  const form = formView({
    callbackId: VIEWS.setup,
    title: 'Set up the desk',
    submit: 'Continue',
    metadata,
    blocks: [section(head), ...SETUP_STEPS.map((step) => stepBlock(step, setup)), ...ticketButtons(setup)],
  });
  if (next !== null) return form;
  const { submit: _nothing, ...over } = form;
  return over;
}

/** The words come first, so that nobody has to know what the sign means. */
function stepBlock(step: SetupStep, setup: Setup): Block {
  const isDone = isSetupDone(step, setup.facts);
  const state = isDone ? 'Done :white_check_mark:' : 'To do';
  const shown = section(`*${STEP_NAMES[step]}* · ${state}\n${SAYS[step](setup)}`);
  const text = BUTTONS[step];
  if (text === undefined || (isDone && ONCE.has(step))) return shown;
  return { ...shown, accessory: button({ actionId: `${ACTIONS.setupStep}:${step}`, text, value: step }) };
}

/** Each says by itself what it opens. */
const BUTTONS: Partial<Record<SetupStep, string>> = {
  project: 'Make a project',
  channels: 'Choose channels',
  hours: 'Set the hours',
  agents: 'Add agents',
  ticket: 'Make a test ticket',
};
const ONCE: ReadonlySet<SetupStep> = new Set(['project', 'ticket']);

const SAYS: Record<SetupStep, (setup: Setup) => string> = {
  project: ({ project }) =>
    project === null
      ? 'A queue of tickets with a key of its own, such as IT.'
      : `${escapeText(truncate(project.name, NAME_SHOWN_MAX))} (${escapeText(project.key)}). \`${slash.project} edit ${escapeText(project.key)}\` changes it, \`${slash.project} new\` makes another.`,
  channels: ({ project }) =>
    `Triage: ${channelWords(project?.triageChannel)}. Requests: ${channelWords(project?.requestChannel)}.`,
  hours: (setup) => {
    const { calendar, timeZone, facts } = setup;
    const now = `${weekWords(calendar.hours)}, ${escapeText(calendar.timeZone)}`;
    if (!isSetupDone('hours', facts)) return `I propose *${proposedWords(setup)}*. Until you choose: ${now}.`;
    return calendar.timeZone === timeZone
      ? `${now}, which is your time zone.`
      : `${now}; your own time zone is ${escapeText(timeZone)}.`;
  },
  targets: ({ targets: { targets }, project }) =>
    `High priority: first response in ${escapeText(targets.high.response)}, solved in ${escapeText(targets.high.resolution)}. \`${slash.project} sla${project === null ? '' : ` ${escapeText(project.key)}`}\` changes them.`,
  agents: ({ agents }) =>
    agents.length === 0
      ? 'Nobody yet. Whoever is in the triage channel is one.'
      : `${agents.slice(0, NAMES_SHOWN_MAX).map(safeName).join(', ')}${agents.length > NAMES_SHOWN_MAX ? `, ${agents.length - NAMES_SHOWN_MAX} more` : ''}.`,
  ticket: ({ testTicket, facts, project }) => {
    if (testTicket !== null && !testTicket.isDone)
      return `*${escapeText(testTicket.number)}* is in ${placeWords(project?.triageChannel)}, with its buttons, and in your direct messages with me. Try its buttons, then cancel it with the button below.`;
    if (testTicket !== null)
      return `It worked: *${escapeText(testTicket.number)}* was opened, and is done with.`;
    return facts.hasTicket
      ? 'The project has tickets already.'
      : `I make one for you: it appears in ${placeWords(project?.triageChannel)}, and you cancel it again.`;
  },
};

/** What the form for the hours holds before anybody changes it. */
function proposedWords({ calendar, timeZone }: Setup): string {
  const hours = proposedHours(calendar);
  const days = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
  const zone = isKnownTimeZone(timeZone) ? timeZone : calendar.timeZone;
  return `${weekWords({ ...calendar.hours, ...days })}, ${escapeText(zone)}`;
}

function proposedHours({ hours }: Setup['calendar']): string {
  return hours.mon === '' ? USUAL_HOURS : hours.mon;
}

function channelWords(slackChannelId: string | null | undefined): string {
  return slackChannelId == null ? 'none yet' : `<#${slackChannelId}>`;
}

function placeWords(slackChannelId: string | null | undefined): string {
  return slackChannelId == null ? "the admins' direct messages" : `<#${slackChannelId}>`;
}

function ticketButtons({ testTicket }: Setup): Block[] {
  if (testTicket === null || testTicket.isDone) return [];
  const cancel = button({
    actionId: ACTIONS.setupCancel,
    text: 'Cancel the test ticket',
    value: testTicket.number,
  });
  return [actions('setup_ticket', [cancel])];
}

const FORMS: Partial<Record<SetupStep, (setup: Setup, now: Date) => types.KnownBlock[]>> = {
  project: () => [
    textInput({
      blockId: SETUP_FIELD.key,
      label: 'Key',
      initial: 'IT',
      hint: '2 to 10 letters. It begins the number of every ticket, like IT-42, and is fixed once there is one.',
    }),
    textInput({ blockId: SETUP_FIELD.name, label: 'Name', initial: 'IT Support' }),
  ],
  channels: ({ project }) => [
    section(
      `*If there is no such channel yet:* in Slack's sidebar choose *Add channels → Create a channel*, make it private, invite the agents, and type \`/invite ${slash.bot}\` there. Then choose it here.`,
    ),
    channelInput({
      blockId: SETUP_FIELD.triageChannel,
      label: 'Triage channel',
      hint: 'A private channel. Its members become the agents and get a card for every ticket.',
      include: ['private'],
      ...(project?.triageChannel == null ? {} : { initial: project.triageChannel }),
    }),
    channelInput({
      blockId: SETUP_FIELD.requestChannel,
      label: 'Request channel',
      hint: 'Where people ask, such as #it-help. A public one I join by myself. Can be chosen later.',
      include: ['public', 'private'],
      isOptional: true,
      ...(project?.requestChannel == null ? {} : { initial: project.requestChannel }),
    }),
  ],
  hours: (setup, now) => [
    section(
      `Filled in below: *${proposedWords(setup)}*. Take it as it is, or change it: targets count in these hours alone.`,
    ),
    externalSelectInput({
      blockId: SETUP_FIELD.timeZone,
      label: 'Time zone',
      hint: 'That of your Slack profile, unless you choose another: type a city or a country.',
      actionId: OPTIONS.timeZone,
      minQueryLength: 1,
      ...(isKnownTimeZone(setup.timeZone) ? { initial: timeZoneOption(setup.timeZone, now) } : {}),
    }),
    textInput({
      blockId: SETUP_FIELD.hours,
      label: 'Monday to Friday',
      initial: proposedHours(setup.calendar),
      hint: `Such as 09:00-12:00, 13:00-17:00. Weekends, holidays and single days: \`${slash.project} calendar\`.`,
    }),
  ],
  agents: ({ agents }) => [
    context(
      agents.length === 0
        ? 'Nobody works the tickets yet. Invite people to the triage channel, or choose them here.'
        : `${countWords(agents.length, 'agent')} by now. Whoever is in the triage channel is one by that.`,
    ),
    multiUserInput({ blockId: SETUP_FIELD.agents, label: 'Agents', initial: [] }),
  ],
  ticket: ({ project }) => [
    section(
      `I make a ticket of yours. Look for its card in ${placeWords(project?.triageChannel)}, try its buttons, and cancel it here afterwards: it counts in no figures then.`,
    ),
  ],
};

export function buildSetupStep(setup: Setup, step: SetupStep, now: Date): ModalView {
  const blocks = FORMS[step]?.(setup, now);
  if (blocks === undefined) return buildSetup(setup);
  const metadata: SetupMetadata = { key: setup.project?.key ?? null, step };
  return formView({
    callbackId: VIEWS.setup,
    title: STEP_NAMES[step],
    submit: step === 'ticket' ? 'Make it' : 'Next',
    metadata,
    blocks: [
      context(`Step ${SETUP_STEPS.indexOf(step) + 1} of ${SETUP_STEPS.length}`),
      ...blocks,
      actions('setup_back', [
        button({ actionId: `${ACTIONS.setupStep}:overview`, text: 'Overview', value: 'overview' }),
      ]),
    ],
  });
}
