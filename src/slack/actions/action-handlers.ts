/** Which press does what. */

import { ACTIONS } from '../ids.js';
import type { ActionHandler } from '../listener.js';
import { openEditProject } from '../modals/project.js';
import { pressSetup, pressSetupCancel, pressSetupStep } from '../modals/submit-setup.js';
import {
  chooseAssignee,
  choosePriority,
  pressEditTicket,
  pressItWorks,
  pressKeepResolved,
  pressReopen,
  pressReply,
  pressResolveIt,
  pressStatus,
  pressTake,
} from './act-on-card.js';
import { pressEditReply, pressWithdrawReply } from './act-on-reply.js';
import { pressCreateTicket } from './create-ticket.js';
import { pressEditPolicyDraft, pressImportHolidays } from './edit-policy-draft.js';
import { pressWhy, turnLedger } from './explain.js';
import { pressGiveReason } from './give-reason.js';
import { pressOpenView, pressViews, turnPage } from './open-views.js';
import {
  chooseHomePriority,
  chooseHomeProject,
  pressDetails,
  pressDoctor,
  pressHomePage,
  pressHomeTab,
  pressProjectForm,
} from './press-home.js';
import { pressMute, pressNoticeSettings, pressWhyMe } from './press-notice.js';
import {
  pressMessageDraftAdd,
  pressMessageDraftDismiss,
  pressMessageDraftTicket,
} from './settle-message-draft.js';
import { pressForgetPosts, pressResendPosts } from './settle-refused.js';
import { pressSnooze } from './snooze-alert.js';
import { chooseResponse, pressDeleteResponse, pressUseResponse } from './use-response.js';

const pressSetTriageChannel: ActionHandler = async (call) => {
  await openEditProject(call, call.triggerId, call.value ?? '');
  return null;
};

type ActionId = (typeof ACTIONS)[keyof typeof ACTIONS];
/** Never pressed by itself: an option's value in the menu of a card. */
type MenuOnly = (typeof ACTIONS)['watch' | 'makeConfidential' | 'liftConfidentiality'];

/** By the id up to its colon: what stands after it only tells buttons of one block apart. */
export const ACTION_HANDLERS: Record<Exclude<ActionId, MenuOnly>, ActionHandler> = {
  [ACTIONS.status]: pressStatus,
  [ACTIONS.more]: pressStatus,
  [ACTIONS.take]: pressTake,
  [ACTIONS.assign]: chooseAssignee,
  [ACTIONS.editTicket]: pressEditTicket,
  [ACTIONS.priority]: choosePriority,
  [ACTIONS.reply]: pressReply,
  [ACTIONS.editReply]: pressEditReply,
  [ACTIONS.withdrawReply]: pressWithdrawReply,
  [ACTIONS.itWorks]: pressItWorks,
  [ACTIONS.reopen]: pressReopen,
  [ACTIONS.keepResolved]: pressKeepResolved,
  [ACTIONS.messageDraftTicket]: pressMessageDraftTicket,
  [ACTIONS.messageDraftAdd]: pressMessageDraftAdd,
  [ACTIONS.messageDraftDismiss]: pressMessageDraftDismiss,
  [ACTIONS.resolveIt]: pressResolveIt,
  [ACTIONS.listPage]: turnPage,
  [ACTIONS.setTriageChannel]: pressSetTriageChannel,
  [ACTIONS.setup]: pressSetup,
  [ACTIONS.setupStep]: pressSetupStep,
  [ACTIONS.setupCancel]: pressSetupCancel,
  [ACTIONS.createTicket]: pressCreateTicket,
  [ACTIONS.snooze]: pressSnooze,
  [ACTIONS.why]: pressWhy,
  [ACTIONS.whyMe]: pressWhyMe,
  [ACTIONS.mute]: pressMute,
  [ACTIONS.noticeSettings]: pressNoticeSettings,
  [ACTIONS.ledger]: turnLedger,
  [ACTIONS.importHolidays]: pressImportHolidays,
  [ACTIONS.editPolicyDraft]: pressEditPolicyDraft,
  [ACTIONS.resendPosts]: pressResendPosts,
  [ACTIONS.forgetPosts]: pressForgetPosts,
  [ACTIONS.giveReason]: pressGiveReason,
  [ACTIONS.useResponse]: pressUseResponse,
  [ACTIONS.chooseResponse]: chooseResponse,
  [ACTIONS.deleteResponse]: pressDeleteResponse,
  [ACTIONS.homeTab]: pressHomeTab,
  [ACTIONS.homePage]: pressHomePage,
  [ACTIONS.homeProject]: chooseHomeProject,
  [ACTIONS.homePriority]: chooseHomePriority,
  [ACTIONS.details]: pressDetails,
  [ACTIONS.views]: pressViews,
  [ACTIONS.openView]: pressOpenView,
  [ACTIONS.doctor]: pressDoctor,
  [ACTIONS.projectForm]: pressProjectForm,
};
