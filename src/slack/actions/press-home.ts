/** What is pressed in a Home: another list, another page, a ticket's details, and for admins the desk. */

import { HOME_TABS } from '../../domain/home.js';
import { isPriority } from '../../domain/priority.js';
import { normalizeTicketNumber } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';
import { examineDesk } from '../../services/doctor/examine-desk.js';
import { type HomeTurn, turnHome } from '../../services/home/open-home.js';
import { requireDeskPermission } from '../../services/projects/require-desk-permission.js';
import { viewTicket } from '../../services/tickets/view-ticket.js';
import { doctorReport } from '../blocks/doctor.js';
import { PROJECT_FORMS, type ProjectForm } from '../blocks/home-desk.js';
import { EVERY } from '../blocks/home-queue.js';
import { message } from '../blocks/pieces.js';
import { plainHeading } from '../blocks/ticket-words.js';
import { cardBlocks } from '../blocks/triage-card.js';
import type { ActionCall } from '../kit.js';
import type { ActionHandler } from '../listener.js';
import { answerModal } from '../modals/answer-modal.js';
import { openModal } from '../modals/open-modal.js';
import { openCalendar, openPolicy } from '../modals/open-policy-draft.js';
import { openEditProject } from '../modals/project.js';

/** The view is published anew after every press in it: see `onAction`. */
async function turn(call: ActionCall, chosen: HomeTurn): Promise<null> {
  await turnHome(call.kit.desk, await call.actor(), chosen);
  return null;
}

export const pressHomeTab: ActionHandler = (call) => {
  const tab = HOME_TABS.find((each) => each === call.value);
  if (tab === undefined) throw new UserError(OUTDATED);
  return turn(call, { tab });
};

export const pressHomePage: ActionHandler = (call) => {
  const { value } = call;
  if (value === null || !/^\d{1,3}$/.test(value)) throw new UserError(OUTDATED);
  return turn(call, { page: Number(value) });
};

export const chooseHomeProject: ActionHandler = (call) => {
  const { value } = call;
  if (value === null || !/^(?:\*|[A-Z][A-Z0-9]{1,9})$/.test(value)) throw new UserError(OUTDATED);
  return turn(call, { projectKey: value === EVERY ? null : value });
};

export const chooseHomePriority: ActionHandler = (call) => {
  const { value } = call;
  if (value !== EVERY && (value === null || !isPriority(value))) throw new UserError(OUTDATED);
  return turn(call, { priority: value === EVERY ? null : value });
};

/** The card without its controls: those of the Home lie under it. */
export const pressDetails: ActionHandler = async (call) => {
  const number = normalizeTicketNumber(call.value ?? '');
  if (number === null) throw new UserError(OUTDATED);
  const { desk, render } = call.kit;
  await openModal(call, call.triggerId, 'Ticket', async () => {
    const { card } = await viewTicket(desk, await call.actor(), number);
    return answerModal('Ticket', message(plainHeading(card), cardBlocks(card, render)));
  });
  return null;
};

export const pressDoctor: ActionHandler = async (call) => {
  const actor = await call.actor();
  requireDeskPermission(actor, 'look_after_desk');
  await openModal(call, call.triggerId, 'Doctor', async () =>
    answerModal('Doctor', doctorReport(await examineDesk(call.kit.desk, actor))),
  );
  return null;
};

const OPENS: Record<ProjectForm, (call: ActionCall, key: string | null) => Promise<void>> = {
  edit: (call, key) => openEditProject(call, call.triggerId, key ?? ''),
  sla: (call, key) => openPolicy(call, call.triggerId, { projectKey: key }),
  calendar: (call, key) => openCalendar(call, call.triggerId, { projectKey: key }, null),
};

/** Each form asks for itself whether it may be opened. */
export const pressProjectForm: ActionHandler = async (call) => {
  const [form = '', key = ''] = (call.value ?? '').split(':');
  if (!isProjectForm(form)) throw new UserError(OUTDATED);
  await OPENS[form](call, key === '' ? null : key);
  return null;
};

function isProjectForm(form: string): form is ProjectForm {
  return Object.hasOwn(PROJECT_FORMS, form);
}

const OUTDATED = 'This does nothing any more. Open my Home tab again.';
