/** Every button, menu and form, as somebody sends it who was never shown it: signed, and wrong in all it says. */
import { expect, it } from 'vitest';
import { ACTIONS, VIEWS } from '../../src/slack/ids.js';
import { rowsOf } from '../support/rows.js';
import { pressOf, startWithTicket, UNSAYABLE, viewOf } from './forged-requests.js';

type Forged = { values: readonly string[]; says: RegExp; block?: string; as?: 'Cleo' | 'Ada' };

const GARBAGE = ['', 'IT-1\0', '\ud800', '__proto__', '99999999999999999999'];
const IDS = ['0', '1', '1.5', '2147483648', 'NaN', ...GARBAGE];
const NUMBERS = ['IT-1', 'IT-999', ...GARBAGE];
const SEEN = /There is no ticket|does nothing any more/;
const HOMELESS = /does nothing any more/;
const seenAs = (prefix: string) => NUMBERS.map((number) => `${prefix}${number}`);

/** A new id has no row: this does not compile. */
const PRESSES: Record<keyof typeof ACTIONS, Forged> = {
  status: { values: [...seenAs('start:'), ...seenAs('resolve:'), 'explode:IT-1'], says: SEEN },
  more: {
    values: ['close:', 'watch:', 'make_confidential:', 'lift_confidentiality:'].flatMap(seenAs),
    says: SEEN,
  },
  take: { values: NUMBERS, says: SEEN },
  assign: { values: ['U0CLEO', ...GARBAGE], block: 'menus:IT-1', says: SEEN },
  priority: { values: ['low', ...GARBAGE], block: 'menus:IT-1', says: SEEN },
  reply: { values: NUMBERS, says: SEEN },
  editReply: { values: IDS, says: /not there any more|Only whoever wrote|There is no/ },
  withdrawReply: { values: IDS, says: /not there any more|Only whoever wrote|There is no/ },
  itWorks: { values: NUMBERS, says: SEEN },
  reopen: { values: NUMBERS, says: SEEN },
  keepResolved: { values: NUMBERS, says: SEEN },
  messageDraftTicket: { values: IDS, says: /does nothing any more/ },
  messageDraftAdd: { values: [...seenAs('1:'), '0:IT-1', '1', ...GARBAGE], says: /does nothing any more/ },
  messageDraftDismiss: { values: IDS, says: /does nothing any more/ },
  resolveIt: { values: NUMBERS, says: SEEN },
  listPage: { values: GARBAGE, says: /too old/ },
  setup: { values: ['IT', 'NO', ...GARBAGE], says: /Only admins/ },
  /** In a form only: pressed elsewhere they do nothing. */
  setupStep: { values: ['ticket', 'overview', ...GARBAGE], says: /^$/ },
  setupCancel: { values: NUMBERS, says: /^$/ },
  setTriageChannel: { values: ['IT', 'NO', ...GARBAGE], says: /Only admins/ },
  createTicket: { values: ['after:IT-1', 'after:IT-999'], says: SEEN },
  /** Nothing listens to it: it is a choice of `more`. */
  watch: { values: ['IT-1'], says: /^$/ },
  ledger: {
    values: ['IT-1:resolution:1', 'IT-1:x:-1', 'IT-1:resolution:1e99', ...GARBAGE],
    says: /no ticket|too old|any more/,
  },
  snooze: { values: IDS, says: /any more|There is no|not there/ },
  why: { values: NUMBERS, says: SEEN },
  whyMe: { values: [...seenAs('watching:'), 'desk:IT-1', 'IT-1'], says: SEEN },
  mute: { values: NUMBERS, says: SEEN },
  /** Opens everybody's own form, whatever comes with it. */
  noticeSettings: { values: [], says: SEEN },
  importHolidays: { values: GARBAGE, says: /^$/ },
  editPolicyDraft: { values: IDS, says: /^$/ },
  resendPosts: { values: IDS, says: /Only admins|any more/ },
  forgetPosts: { values: IDS, says: /Only admins|any more/ },
  giveReason: { values: NUMBERS, says: SEEN },
  editTicket: { values: NUMBERS, says: SEEN },
  /** Outside their forms they do nothing. */
  useResponse: { values: IDS, says: /^$/ },
  chooseResponse: { values: IDS, says: /^$/ },
  deleteResponse: { values: IDS, says: /^$/ },
  homeTab: { values: ['assigned', 'unassigned', 'risk', ...GARBAGE], says: HOMELESS },
  homePage: { values: ['0', '1', '2', '999', '-1', '1e9', ...GARBAGE], says: HOMELESS },
  homeProject: { values: ['IT', 'NO', '*', ...GARBAGE], says: HOMELESS },
  homePriority: { values: ['low', '*', 'urgent', ...GARBAGE], says: HOMELESS },
  details: { values: NUMBERS, says: SEEN },
  /** Everybody's own list. */
  views: { values: [], says: SEEN },
  openView: { values: IDS, says: /not there any more/ },
  doctor: { values: ['', 'doctor'], says: /Only admins/ },
  projectForm: {
    values: ['edit:IT', 'sla:IT', 'sla:', 'calendar:NO', 'erase:IT', ...GARBAGE],
    says: /Only admins|does nothing any more/,
  },
  /** As `watch`. */
  makeConfidential: { values: [], says: SEEN },
  liftConfidentiality: { values: [], says: SEEN },
};

const INCIDENT = /Something went wrong on our side.*the number/;
const BAD_METADATA = [
  '',
  'null',
  '[]',
  '{}',
  '{"ticket":7}',
  '{"draftId":2147483648,"revision":0}',
  '{"commentId":1e30}',
];

type ForgedView = { metadata: readonly string[]; says: RegExp };
const REFUSED =
  /no ticket|not there any more|Only admins|Only whoever|Something went wrong on our side|project is gone/;
const ONLY_ADMINS = /Only admins can/;
const NO_TICKET = /There is no ticket IT-1 that you can see/;
const NO_DRAFT = /What you typed is not there any more/;
const FORMS: Record<keyof typeof VIEWS, ForgedView> = {
  createTicket: { metadata: [], says: INCIDENT },
  ticketFromMessage: {
    metadata: ['{"projectId":2147483648,"slackChannelId":"C","ts":"1.1","shownHash":""}'],
    says: REFUSED,
  },
  reply: {
    metadata: ['IT-1', '\\u0000', 'IT-99999999999'].map((ticket) => `{"ticket":"${ticket}","revision":0}`),
    says: REFUSED,
  },
  editReply: { metadata: ['{"commentId":1}', '{"commentId":2147483647}'], says: REFUSED },
  changeStatus: {
    metadata: ['resolve', 'explode'].map((verb) => `{"ticket":"IT-1","verb":"${verb}","revision":0}`),
    says: REFUSED,
  },
  newProject: { metadata: [], says: ONLY_ADMINS },
  editProject: { metadata: ['{"key":"IT"}', '{"key":"\\u0000"}'], says: ONLY_ADMINS },
  began: { metadata: ['{"ticket":"IT-1"}'], says: NO_TICKET },
  calendar: { metadata: ['{"draftId":1,"revision":0}'], says: REFUSED },
  policy: { metadata: ['{"draftId":1,"revision":0}'], says: REFUSED },
  importHolidays: { metadata: ['{"draftId":1,"revision":0}'], says: NO_DRAFT },
  savePolicyDraft: {
    metadata: ['{"draftId":1,"revision":0}', '{"draftId":9007199254740991,"revision":0}'],
    says: REFUSED,
  },
  redact: { metadata: ['{"ticket":"IT-1"}'], says: NO_TICKET },
  confirmRedact: { metadata: ['{"ticket":"IT-1","parts":["title"],"commentIds":[1]}'], says: NO_TICKET },
  erase: { metadata: ['{"slackUserId":"U0NOBODY"}', '{"slackUserId":"\\u0000"}'], says: ONLY_ADMINS },
  giveReason: { metadata: ['{"ticket":"IT-1"}'], says: /Please say why/ },
  setup: {
    metadata: ['project', 'channels', 'hours', 'targets', 'agents', 'ticket'].map(
      (step) => `{"key":"IT","step":"${step}"}`,
    ),
    says: ONLY_ADMINS,
  },
  responses: {
    metadata: [
      '{"key":"IT","chosen":null,"revision":0}',
      '{"key":"IT","chosen":{"id":1,"changedAt":"2026-03-02T10:00:00Z"},"revision":0}',
    ],
    says: /Give it a name/,
  },
  editTicket: {
    metadata: ['{"ticket":"IT-1","seen":{}}', '{"ticket":"IT-1","seen":{"projectId":"x"}}'],
    says: NO_TICKET,
  },
  confirmMove: {
    metadata: ['{"ticket":"IT-1","project":"HR"}', '{"ticket":"IT-1","project":"\\u0000"}'],
    says: NO_TICKET,
  },
  noticeSettings: { metadata: ['{"muted":[1]}', '{"muted":[]}'], says: /Choose an hour/ },
};

const TABLES = [
  'tickets',
  'comments',
  'projects',
  'project_agents',
  'sla_policies',
  'calendars',
  'watchers',
  'policy_drafts',
  'posts',
  'home_viewers',
  'canned_responses',
  'notice_settings',
  'notice_choices',
  'ticket_mutes',
];

it('every press and every form of a stranger is refused, and changes nothing', async () => {
  const story = await startWithTicket();
  const cleo = story.person('Cleo');
  const before = await rowsOf(story.database, TABLES);
  const unexpected: string[] = [];
  for (const [name, { values, says, block = 'forged' }] of Object.entries(PRESSES)) {
    const id = ACTIONS[name as keyof typeof ACTIONS];
    for (const value of values) {
      const count = cleo.ephemerals().length;
      await story.after(() => cleo.forge(pressOf(story, id, value, block)));
      const said = cleo
        .ephemerals()
        .slice(count)
        .map(({ shows }) => shows)
        .join();
      if (!says.test(said)) unexpected.push(`${id} ${JSON.stringify(value)}: ${said}`);
      expect(said).not.toMatch(UNSAYABLE);
      expect(cleo.view(), `${id} ${value}`).toBeNull();
    }
  }
  for (const [name, { metadata, says }] of Object.entries(FORMS)) {
    const id = VIEWS[name as keyof typeof VIEWS];
    for (const each of [...metadata, ...BAD_METADATA]) {
      const answered = await story.after(() =>
        cleo.forge({ type: 'view_submission', view: viewOf(id, each) }),
      );
      const said = JSON.stringify(answered);
      const expected = metadata.includes(each) ? says : REFUSED_OR_ERRORS;
      if (!expected.test(said)) unexpected.push(`${id} ${each}: ${said}`);
      expect(said).not.toMatch(UNSAYABLE);
    }
  }
  expect(unexpected).toEqual([]);
  expect(await rowsOf(story.database, TABLES)).toEqual(before);
}, 120_000);

const REFUSED_OR_ERRORS = /"errors":\{"|"response_action":"(errors|update)"/;
