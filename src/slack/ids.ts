/** Every name by which Slack calls us back but those of commands (`src/domain/command-names.ts`): shortcuts, modals and the things in messages that can be pressed. */

/** As `manifest.yml` has them. */
export const SHORTCUTS = {
  createTicket: 'create_ticket',
  ticketFromMessage: 'ticket_from_message',
  sendToReporter: 'send_to_reporter',
} as const;

/** `callback_id` of each modal. */
export const VIEWS = {
  createTicket: 'create_ticket',
  ticketFromMessage: 'ticket_from_message',
  reply: 'reply',
  editReply: 'edit_reply',
  changeStatus: 'move_ticket',
  newProject: 'new_project',
  editProject: 'edit_project',
  began: 'began',
  calendar: 'calendar',
  policy: 'policy',
  importHolidays: 'import_holidays',
  savePolicyDraft: 'save_draft',
  redact: 'redact',
  confirmRedact: 'confirm_redact',
  erase: 'erase',
  giveReason: 'give_reason',
  setup: 'setup',
  responses: 'responses',
  confirmMove: 'confirm_move',
  noticeSettings: 'notice_settings',
  editTicket: 'edit_ticket',
} as const;

/** `action_id` of each menu whose choices are asked of us while a person types: `src/slack/options/`. */
export const OPTIONS = {
  timeZone: 'time_zone',
  holidayRegion: 'holiday_region',
  tags: 'tags',
  tickets: 'tickets',
} as const;

/** `action_id` of everything that can be pressed in a message. */
export const ACTIONS = {
  /** `move:start` and so on, as on the cards of earlier versions; value `start:IT-42`. */
  status: 'move',
  /** The rarer changes of status, in an overflow menu; option values as of `status`. */
  more: 'more',
  take: 'take',
  assign: 'assign',
  /** All fields, in a form; value: the ticket's number. */
  editTicket: 'edit_ticket',
  priority: 'priority',
  reply: 'reply',
  editReply: 'edit_reply',
  withdrawReply: 'withdraw_reply',
  /** The reporter's own answers to a resolved ticket. */
  itWorks: 'it_works',
  reopen: 'reopen',
  keepResolved: 'keep_resolved',
  /** What becomes of what somebody wrote to the bot; value: the id of the draft, `draft_add:0` and so on with `7:IT-42`. */
  messageDraftTicket: 'draft_ticket',
  messageDraftAdd: 'draft_add',
  messageDraftDismiss: 'draft_dismiss',
  /** The reporter's answer to a reminder. */
  resolveIt: 'resolve_it',
  listPage: 'list_page',
  setTriageChannel: 'set_triage_channel',
  /** Opens the form that sets the desk up; value: a project's key. */
  setup: 'setup',
  /** In that form: `setup_step:hours` and so on, value `hours`, or `overview`. */
  setupStep: 'setup_step',
  setupCancel: 'setup_cancel',
  createTicket: 'create_ticket',
  watch: 'watch',
  /** `ledger:next` and so on; value `IT-42:resolution:2`. */
  ledger: 'ledger',
  /** Of an alert; value: the id of its notice. */
  snooze: 'snooze',
  /** The ledger of a ticket; value: its number. */
  why: 'why',
  /** Why somebody got a direct message; value `watching:IT-42`, or `digest`. */
  whyMe: 'why_me',
  /** No more direct messages about a ticket; value: its number. */
  mute: 'mute',
  /** The form of `/desk settings`. */
  noticeSettings: 'notice_settings',
  /** In the form for a calendar. */
  importHolidays: 'import_holidays',
  /** From a preview back into its form; value: the id of the draft. */
  editPolicyDraft: 'edit_draft',
  /** Messages that Slack refused: sent again, or let go of; value: the id of one of them. */
  resendPosts: 'resend_posts',
  forgetPosts: 'forget_posts',
  /** An admin says why they open a confidential ticket; value: its number. */
  giveReason: 'give_reason',
  /** In the overflow menu of a card, as `watch`. */
  makeConfidential: 'make_confidential',
  liftConfidentiality: 'lift_confidentiality',
  /** In a Home. `home_tab:assigned` and so on, value `assigned`; `home_page:next`, value: the page. */
  homeTab: 'home_tab',
  homePage: 'home_page',
  /** Menus; values: a key or a priority, `*` for all of them. */
  homeProject: 'home_project',
  homePriority: 'home_priority',
  /** The saved views that somebody has, in a modal, and one of them laid over it; value of that: its id. */
  views: 'views',
  openView: 'open_view',
  /** In the form for a reply: puts a canned response into it; value: its id. */
  useResponse: 'use_response',
  /** In the form for canned responses: the one to be changed, and deleting it; value: its id, empty for a new one. */
  chooseResponse: 'choose_response',
  deleteResponse: 'delete_response',
  /** The card in a modal; value: the ticket's number. */
  details: 'details',
  /** What `/desk doctor` answers, in a modal. */
  doctor: 'doctor',
  /** `project_form:sla` and so on, or in a project's menu; value `sla:IT`, `sla:` for the default. */
  projectForm: 'project_form',
} as const;
