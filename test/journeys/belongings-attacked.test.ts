import { expect, it } from 'vitest';
import { ACTIONS, VIEWS } from '../../src/slack/ids.js';
import { form, type Json } from '../slack/forged-rows.js';
import { rowsOf } from '../support/rows.js';
import { HELP, type Name, type Story, startStory, TRIAGE } from '../support/story.js';

/** Whose settings these are, and what people keep under a name. */
const TABLES = ['saved_views', 'canned_responses', 'notice_settings', 'notice_choices', 'ticket_mutes'];
const HOSTILE = '<!channel> *x* `y` <@U0ANA> &amp;';
const press = (action_id: string, value: string, view?: Json): Json => ({
  type: 'block_actions',
  ...(view === undefined
    ? { channel: { id: 'general' }, container: { type: 'message', message_ts: '1772445600.000100' } }
    : { view, container: { type: 'view', view_id: view.id } }),
  actions: [{ type: 'button', action_id, block_id: 'forged', value }],
});
const option = (value: string) => ({ x: { type: 'static_select', selected_option: { value } } });
const viewOf = (callback: string, metadata: Json) => form(callback, metadata).view as Json;

function attack(story: Story) {
  const { person, after } = story;
  const types = (name: Name, text: string, command = '/ticket') =>
    after(() => person(name).command(command, text, { channel: HELP }));
  const told = (name: Name) => story.told(name).at(-1) ?? '';
  /** What the person got for it, in the form and beside it. */
  const sends = async (name: Name, payload: Json) => {
    const count = person(name).ephemerals().length;
    const before = person(name).view()?.viewId;
    const { body } = await after(() => person(name).forge(payload));
    const shown = person(name).ephemerals().slice(count);
    const view = person(name).view();
    const laidOver = view === null || view.viewId === before ? [] : [view.shows];
    if (laidOver.length > 0) await person(name).closeView();
    return [JSON.stringify(body ?? ''), ...laidOver, ...shown.map(({ shows }) => shows)].join('\n');
  };
  return { types, told, sends };
}

it('what people keep stays theirs: forged presses, forms of another person, presses by whoever lost access, two at once', async () => {
  const story = await startStory();
  const { types, told, sends } = attack(story);
  const { person, after } = story;
  const { prisma } = story.database;
  await story.opens('Bo', 'VPN down', { talk: 'direct' });
  await types('Ana', 'mute IT-1');
  await types('Ana', `view save "${HOSTILE}" list all`);
  await types('Ben', 'view save Mine list mine');

  // The same at once is one; a name that Slack would read as a mention is a name.
  await after(() =>
    Promise.all(
      (['Ana', 'Ben'] as const).map((name) =>
        person(name).command('/ticket', 'view save Shift list all shared with IT'),
      ),
    ),
  );
  expect(await prisma.savedView.count({ where: { name: 'Shift' } })).toBe(1);
  await types('Ana', 'views');
  expect(told('Ana')).toContain('Shift');
  const said = JSON.stringify([...story.slack.workspace.state.ephemerals.values()]);
  expect(said).not.toContain('<!channel>');

  await types('Ana', 'responses IT', '/project');
  await types('Ben', 'responses IT', '/project');
  for (const name of ['Ana', 'Ben'] as const) {
    await person(name).fill({ Name: HOSTILE, 'What it says': `${name}: {title} {reporter}` });
  }
  const both = await after(() => Promise.all([person('Ana').submit(), person('Ben').submit()]));
  expect(await prisma.cannedResponse.count()).toBe(1);
  expect(both.filter(({ errors }) => errors !== null && Object.keys(errors ?? {}).length > 0)).toHaveLength(
    1,
  );

  // Ben has forms open, and works the project no more.
  const card = () => story.finds('Ben', TRIAGE, '*IT-1* VPN down');
  await person('Ben').closeView();
  await after(() => person('Ben').press(card(), 'Reply to reporter'));
  await person('Ben').fill({ Message: 'Too late' });
  await types('Ada', 'agents IT remove @Ben', '/project');
  const rows = await rowsOf(story.database, TABLES);
  const [view] = await prisma.savedView.findMany({ where: { name: 'Shift' } });
  const [response] = await prisma.cannedResponse.findMany();
  const [anas] = await prisma.savedView.findMany({
    where: { owner: { displayName: 'Ana' }, projectId: null },
  });
  const [ticket] = await prisma.ticket.findMany();
  const keeping = { key: 'IT', chosen: null, revision: 0 };
  const chosen = { id: response?.id ?? 0, changedAt: response?.updatedAt.toISOString() ?? '' };
  const answering = { ticket: 'IT-1', revision: 0 };
  const quiet = (values: Json) => form(VIEWS.noticeSettings, { muted: [ticket?.id] }, values);
  const words = { name: { x: { value: 'Mine' } }, content: { x: { value: 'Mine' } } };
  const FORGED: [string, Name, Json, RegExp][] = [
    ['a shared view', 'Ben', press(ACTIONS.openView, String(view?.id)), /not there any more/],
    ['a view of Ana’s own', 'Ben', press(ACTIONS.openView, String(anas?.id)), /not there any more/],
    ['a view of Ana’s own', 'Ada', press(ACTIONS.openView, String(anas?.id)), /not there any more/],
    ['a response', 'Ben', form(VIEWS.responses, { ...keeping, chosen }, words), /Only agents of IT/],
    ['a new response', 'Cleo', form(VIEWS.responses, keeping, words), /Only agents of IT/],
    [
      'a response',
      'Ben',
      press(ACTIONS.deleteResponse, String(chosen.id), viewOf(VIEWS.responses, keeping)),
      /Only agents of IT/,
    ],
    [
      'an answer',
      'Ben',
      press(ACTIONS.useResponse, String(chosen.id), viewOf(VIEWS.reply, answering)),
      /no ticket IT-1/,
    ],
    ['a status', 'Ben', form(VIEWS.changeStatus, { ...answering, verb: 'resolve' }), /no ticket IT-1/],
    ['mutes of Ana', 'Cleo', quiet({ digest_hour: option('25') }), /Choose an hour/],
    [
      'quiet hours of half',
      'Cleo',
      quiet({ digest_hour: option('9'), quiet_from: option('60') }),
      /Say when they end/,
    ],
    [
      'quiet hours of none',
      'Cleo',
      quiet({ digest_hour: option('9'), quiet_from: option('1440'), quiet_to: option('NaN') }),
      /Choose a time/,
    ],
    [
      'a kind of none',
      'Cleo',
      quiet({ digest_hour: option('9'), mode_answers: option('never') }),
      /Choose one of the list/,
    ],
    ['a ticket of another', 'Cleo', press(ACTIONS.mute, 'IT-1'), /no ticket IT-1/],
    ['why of another', 'Cleo', press(ACTIONS.whyMe, 'watching:IT-1'), /no ticket IT-1/],
  ];
  const unexpected: string[] = [];
  for (const [what, by, payload, says] of FORGED) {
    const got = await sends(by, payload);
    if (!says.test(got) || /VPN|Shift/.test(got)) unexpected.push(`${what} by ${by}: ${got}`);
  }
  expect(unexpected).toEqual([]);
  const { errors } = await after(() => person('Ben').submit());
  expect(JSON.stringify(errors ?? '') + told('Ben')).toContain('There is no ticket IT-1');
  for (const text of ['view save Shift list mine shared with IT', 'view delete Shift', 'view Shift']) {
    await types('Ben', text);
    expect([text, told('Ben')]).toEqual([text, expect.not.stringMatching(/VPN|is deleted|is saved/)]);
  }
  expect(await rowsOf(story.database, TABLES)).toEqual(rows);
  expect(await prisma.comment.count()).toBe(0);

  // Nobody's settings but their own are saved, whatever the form says that it showed.
  expect(await sends('Cleo', quiet({ digest_hour: option('9') }))).toBe('{}');
  expect(await prisma.ticketMute.count()).toBe(1);
  expect(
    await prisma.noticeSetting.findMany({ select: { user: { select: { displayName: true } } } }),
  ).toEqual([{ user: { displayName: 'Cleo' } }]);
  expect(story.troubles).toEqual([]);
}, 90_000);

it('reactions and presses of whoever works a ticket no more, or never did, do nothing; two at once act once', async () => {
  const story = await startStory();
  const { types, told, sends } = attack(story);
  const { person, after } = story;
  await story.opens('Bo', 'VPN down');
  await story.opens('Cleo', 'Printer jams', { talk: 'direct' });
  await types('Ada', 'agents IT observe @Gus', '/project');
  await types('Ada', 'agents IT observe @Cleo', '/project');
  await types('Ada', 'agents IT remove @Ben', '/project');
  const first = await story.triage('IT-1');
  const { channel, ts } = await story.origin('IT-1');
  const before = await rowsOf(story.database, ['tickets', 'watchers', 'ticket_mutes', 'reminders']);
  for (const [name, place] of [
    ['Ben', first],
    ['Cleo', { channel, ts }],
    ['Gus', { channel, ts }],
    ['Bo', { channel, ts }],
  ] as const) {
    for (const emoji of ['eyes', 'white_check_mark'])
      await after(() => person(name).react(place.channel, place.ts, emoji)).catch(() => undefined);
  }
  for (const name of ['Cleo', 'Gus', 'Ben'] as const) {
    for (const [action, value] of [
      [ACTIONS.take, 'IT-1'],
      [`${ACTIONS.status}:start`, 'start:IT-1'],
      [ACTIONS.editTicket, 'IT-1'],
      [ACTIONS.reopen, 'IT-1'],
    ] as const) {
      const got = await sends(name, press(action, value));
      expect([name, action, got]).toEqual([
        name,
        action,
        expect.stringMatching(/no ticket|Only |observe|cannot/),
      ]);
      expect(person(name).view(), `${name} ${action}`).toBeNull();
    }
  }
  expect(await rowsOf(story.database, ['tickets', 'watchers', 'ticket_mutes', 'reminders'])).toEqual(before);

  // Observed while they may, and not a moment longer: a confidential ticket is none of theirs.
  await types('Ana', 'confidential IT-1');
  for (const text of [
    'IT-1',
    'list all',
    'search VPN',
    'history IT-1',
    'sla IT-1',
    'mute IT-1',
    'remind IT-1 tomorrow',
  ]) {
    await types('Cleo', text);
    expect([text, told('Cleo')]).toEqual([text, expect.not.stringContaining('VPN down')]);
  }
  const root = await story.triage('IT-2');
  for (const emoji of ['eyes', 'white_check_mark']) {
    const react = (name: Name) => person(name).react(root.channel, root.ts, emoji);
    await after(() => Promise.all([react('Ana'), react('Ada')]));
  }
  expect(await story.row('IT-2')).toMatchObject({ status: 'resolved', assignee: expect.anything() });
  const changes = await story.database.prisma.changelogEntry.findMany({
    where: {
      ticket: { ticketNumber: 'IT-2' },
      action: 'status',
      newValue: { path: ['status'], equals: 'resolved' },
    },
  });
  expect(changes).toHaveLength(1);
  expect(story.troubles).toEqual([]);
}, 90_000);
