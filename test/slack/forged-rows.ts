/** What whom is sent about what is somebody else's, and what they are told. */
import { ACTIONS, VIEWS } from '../../src/slack/ids.js';
import type { Name } from '../support/story.js';

export type Json = Record<string, unknown>;

/** Stands in every text of the things that are named. */
export const MARK = 'zebra';

/** What is there: Bo's ticket with Ana's reply and an alert, Ada's drafts, a post that Slack refused, a private request channel. */
export type Things = {
  reply: number;
  notice: number;
  bensNotice: number;
  refusedPost: number;
  policyDraft: number;
  calendarDraft: number;
  bosForm: string;
  hrHelp: string;
};

type Row = { by: Name; sends: (things: Things) => Json; says: RegExp };

export const NO_TICKET = /There is no ticket IT-1 that you can see/;
const NO_REPLY = /There is no ticket that reply that you can see/;
const NO_ALERT = /This alert is not there any more/;
const NO_DRAFT = /What you typed is not there any more/;
const ONLY_ADMINS = /Only admins can/;
const ONLY_AUTHOR = /Only whoever wrote a reply/;

const press = (actionId: string, value: string, more: Json = {}): Json => ({
  type: 'block_actions',
  channel: { id: 'general' },
  container: { type: 'message', message_ts: '1772445600.000100', is_ephemeral: false },
  actions: [{ type: 'button', action_id: actionId, block_id: 'forged', value, ...more }],
});

const text = (value: string) => ({ x: { type: 'plain_text_input', value } });
const option = (value: string) => ({ x: { type: 'static_select', selected_option: { value } } });
const options = (value: string) => ({ x: { type: 'checkboxes', selected_options: [{ value }] } });

export const form = (callbackId: string, metadata: Json, values: Json = {}, id = 'V0FORGED'): Json => ({
  type: 'view_submission',
  view: {
    id,
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify(metadata),
    blocks: Object.keys(values).map((blockId) => ({ type: 'input', block_id: blockId })),
    state: { values },
  },
});

/** Complete, so that nothing but the permission is wrong with it. */
const PROJECT = { key: text('IT'), name: text('Mine'), emoji: text(':ticket:') };
export const NEW_TICKET = {
  project: option('1'),
  title: text('Mine'),
  description: text(''),
  issue_type: option('incident'),
  priority: option('medium'),
};
const BEGAN = {
  began: { x: { type: 'datetimepicker', selected_date_time: 1_772_440_000 } },
  reason: text('The log'),
};

/** Cleo is an agent of another project, Gus a guest, Olga from outside, Ben an agent and an admin. */
export const ROWS: Record<string, Row> = {
  "Take on another project's ticket": {
    by: 'Cleo',
    sends: () => press(ACTIONS.take, 'IT-1'),
    says: NO_TICKET,
  },
  'Take by a guest': { by: 'Gus', sends: () => press(ACTIONS.take, 'IT-1'), says: NO_TICKET },
  'Take by an outsider': { by: 'Olga', sends: () => press(ACTIONS.take, 'IT-1'), says: NO_TICKET },
  'Start by the reporter': {
    by: 'Bo',
    sends: () => press(`${ACTIONS.status}:start`, 'start:IT-1'),
    says: /agent/,
  },
  'Reply by a guest': { by: 'Gus', sends: () => press(ACTIONS.reply, 'IT-1'), says: NO_TICKET },
  'Create ticket after one that is not theirs': {
    by: 'Cleo',
    sends: () => press(ACTIONS.createTicket, 'after:IT-1'),
    says: NO_TICKET,
  },
  "Snooze on another project's alert": {
    by: 'Cleo',
    sends: ({ notice }) => press(ACTIONS.snooze, String(notice)),
    says: NO_ALERT,
  },
  'Snooze by a guest': {
    by: 'Gus',
    sends: ({ notice }) => press(ACTIONS.snooze, String(notice)),
    says: NO_ALERT,
  },
  'Snooze on what another agent was told': {
    by: 'Ana',
    sends: ({ bensNotice }) => press(ACTIONS.snooze, String(bensNotice)),
    says: NO_ALERT,
  },
  'Edit of a reply to a ticket that is not theirs': {
    by: 'Cleo',
    sends: ({ reply }) => press(ACTIONS.editReply, String(reply)),
    says: NO_REPLY,
  },
  "Edit of another agent's reply": {
    by: 'Ben',
    sends: ({ reply }) => press(ACTIONS.editReply, String(reply)),
    says: ONLY_AUTHOR,
  },
  'Withdraw of a reply to a ticket that is not theirs': {
    by: 'Cleo',
    sends: ({ reply }) => press(ACTIONS.withdrawReply, String(reply)),
    says: NO_REPLY,
  },
  "Withdraw of another agent's reply": {
    by: 'Ben',
    sends: ({ reply }) => press(ACTIONS.withdrawReply, String(reply)),
    says: ONLY_AUTHOR,
  },
  'Withdraw by the reporter who got it': {
    by: 'Bo',
    sends: ({ reply }) => press(ACTIONS.withdrawReply, String(reply)),
    says: ONLY_AUTHOR,
  },
  'Send again by an agent': {
    by: 'Ana',
    sends: ({ refusedPost }) => press(ACTIONS.resendPosts, String(refusedPost)),
    says: ONLY_ADMINS,
  },
  'Forget by the reporter': {
    by: 'Bo',
    sends: ({ refusedPost }) => press(ACTIONS.forgetPosts, String(refusedPost)),
    says: ONLY_ADMINS,
  },
  'Set triage channel by an agent': {
    by: 'Ana',
    sends: () => press(ACTIONS.setTriageChannel, 'IT'),
    says: ONLY_ADMINS,
  },
  "Save of another admin's policy draft": {
    by: 'Ben',
    sends: ({ policyDraft }) => form(VIEWS.savePolicyDraft, { draftId: policyDraft, revision: 0 }),
    says: NO_DRAFT,
  },
  "Save of another admin's calendar draft": {
    by: 'Ben',
    sends: ({ calendarDraft }) => form(VIEWS.savePolicyDraft, { draftId: calendarDraft, revision: 0 }),
    says: NO_DRAFT,
  },
  "the form of another admin's policy draft": {
    by: 'Ben',
    sends: ({ policyDraft }) => form(VIEWS.policy, { draftId: policyDraft, revision: 0 }),
    says: NO_DRAFT,
  },
  "the form of another admin's calendar draft": {
    by: 'Ben',
    sends: ({ calendarDraft }) => form(VIEWS.calendar, { draftId: calendarDraft, revision: 0 }),
    says: NO_DRAFT,
  },
  "an import into another admin's calendar draft": {
    by: 'Ben',
    sends: ({ calendarDraft }) =>
      form(
        VIEWS.importHolidays,
        { draftId: calendarDraft, revision: 0 },
        { region: option('DE'), years: option('1') },
      ),
    says: NO_DRAFT,
  },
  'Save of a draft by an agent who is no admin': {
    by: 'Ana',
    sends: ({ policyDraft }) => form(VIEWS.savePolicyDraft, { draftId: policyDraft, revision: 0 }),
    says: NO_DRAFT,
  },
  'the form of a new project, by an agent': {
    by: 'Ana',
    sends: () => form(VIEWS.newProject, {}, { ...PROJECT, key: text('MINE') }),
    says: ONLY_ADMINS,
  },
  "the form of a project, by another project's agent": {
    by: 'Cleo',
    sends: () => form(VIEWS.editProject, { key: 'IT' }, PROJECT),
    says: ONLY_ADMINS,
  },
  'the form that erases the reporter, by an agent': {
    by: 'Ana',
    sends: () => form(VIEWS.erase, { slackUserId: 'U0BO000001' }, { texts: options('yes') }),
    says: ONLY_ADMINS,
  },
  'the form for when it began, by the reporter': {
    by: 'Bo',
    sends: () => form(VIEWS.began, { ticket: 'IT-1' }, BEGAN),
    says: /agent/,
  },
  'the form for when it began, by a stranger': {
    by: 'Cleo',
    sends: () => form(VIEWS.began, { ticket: 'IT-1' }, BEGAN),
    says: NO_TICKET,
  },
  'the form that redacts, by a stranger': {
    by: 'Cleo',
    sends: () => form(VIEWS.redact, { ticket: 'IT-1' }, { parts: options('title') }),
    says: NO_TICKET,
  },
  'the form that confirms a redaction, by a stranger': {
    by: 'Cleo',
    sends: ({ reply }) =>
      form(VIEWS.confirmRedact, { ticket: 'IT-1', parts: ['title'], commentIds: [reply] }),
    says: NO_TICKET,
  },
  'the form that confirms a redaction, by the reporter': {
    by: 'Bo',
    sends: ({ reply }) =>
      form(VIEWS.confirmRedact, { ticket: 'IT-1', parts: ['title'], commentIds: [reply] }),
    says: /agent/,
  },
  'the form for a reason, by somebody who is no admin': {
    by: 'Cleo',
    sends: () => form(VIEWS.giveReason, { ticket: 'IT-1' }, { reason: text('Curious') }),
    says: NO_TICKET,
  },
  'the form for a reply, by a guest': {
    by: 'Gus',
    sends: () => form(VIEWS.reply, { ticket: 'IT-1' }, { text: text('hello') }),
    says: NO_TICKET,
  },
  "the form that edits another agent's reply": {
    by: 'Ben',
    sends: ({ reply }) => form(VIEWS.editReply, { commentId: reply }, { text: text('hello') }),
    says: ONLY_AUTHOR,
  },
  'a ticket into a private channel that they are not in': {
    by: 'Cleo',
    sends: ({ hrHelp }) =>
      form(VIEWS.createTicket, { projectId: 1 }, { ...NEW_TICKET, talk: option(hrHelp) }),
    says: /The conversation cannot be there/,
  },
};
