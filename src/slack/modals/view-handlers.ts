/** Which modal is answered by what. */

import { VIEWS } from '../ids.js';
import type { ViewHandler } from '../listener.js';
import { submitBegan } from './began.js';
import { submitChangeStatus } from './change-status.js';
import { submitConfirmMove } from './confirm-move.js';
import { submitConfirmRedact } from './confirm-redact.js';
import { submitEditTicket } from './edit-ticket.js';
import { submitErase } from './erase.js';
import { submitGiveReason } from './give-reason.js';
import { submitImportHolidays } from './import-holidays.js';
import { submitNoticeSettings } from './notice-settings.js';
import { submitEditProject, submitNewProject } from './project.js';
import { submitRedact } from './redact.js';
import { submitEditReply, submitReply } from './reply.js';
import { submitResponses } from './responses.js';
import { submitCreateTicket, submitFromMessage } from './submit-create-ticket.js';
import { submitForm, submitSave } from './submit-policy-draft.js';
import { submitSetup } from './submit-setup.js';

type ViewId = (typeof VIEWS)[keyof typeof VIEWS];

export const VIEW_HANDLERS: Record<ViewId, ViewHandler> = {
  [VIEWS.createTicket]: submitCreateTicket,
  [VIEWS.ticketFromMessage]: submitFromMessage,
  [VIEWS.reply]: submitReply,
  [VIEWS.editReply]: submitEditReply,
  [VIEWS.changeStatus]: submitChangeStatus,
  [VIEWS.newProject]: submitNewProject,
  [VIEWS.editProject]: submitEditProject,
  [VIEWS.began]: submitBegan,
  [VIEWS.calendar]: submitForm,
  [VIEWS.policy]: submitForm,
  [VIEWS.importHolidays]: submitImportHolidays,
  [VIEWS.savePolicyDraft]: submitSave,
  [VIEWS.redact]: submitRedact,
  [VIEWS.confirmRedact]: submitConfirmRedact,
  [VIEWS.erase]: submitErase,
  [VIEWS.giveReason]: submitGiveReason,
  [VIEWS.setup]: submitSetup,
  [VIEWS.responses]: submitResponses,
  [VIEWS.confirmMove]: submitConfirmMove,
  [VIEWS.noticeSettings]: submitNoticeSettings,
  [VIEWS.editTicket]: submitEditTicket,
};
