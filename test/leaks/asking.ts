/** Asks the desk for everything by everybody, as Slack would show it to them, and judges every answer. */
import type { Actor } from '../../src/domain/permissions.js';
import { isUserError } from '../../src/errors.js';
import { fillResponse } from '../../src/services/canned-responses/responses-for-ticket.js';
import { listTickets } from '../../src/services/finding/list-tickets.js';
import { searchTickets } from '../../src/services/finding/search-tickets.js';
import { suggestTickets } from '../../src/services/finding/suggest-tickets.js';
import { readNoticeForm } from '../../src/services/notices/notice-form.js';
import { whyTold } from '../../src/services/notices/why-told.js';
import { previewPolicyDraft } from '../../src/services/policies/preview-policy-draft.js';
import { listRedactable } from '../../src/services/redaction/list-redactable.js';
import { homeView } from '../../src/slack/blocks/home.js';
import { whyToldWords } from '../../src/slack/blocks/notice-words.js';
import type { TicketCommand } from '../../src/slack/commands/grammar.js';
import { runTicketCommand } from '../../src/slack/commands/run-ticket-command.js';
import type { SharedFile } from '../../src/slack/gateway-upload.js';
import type { Kit } from '../../src/slack/kit.js';
import { buildNoticeSettings } from '../../src/slack/modals/notice-settings.js';
import { previewView } from '../../src/slack/modals/preview-policy.js';
import { draftPolicy, withTarget } from '../services/policies/edit-policies.js';
import { everyHomeOf } from '../support/homes.js';
import { type Person, slackIdOf } from '../support/it-project.js';
import { erasedIn, marksIn, textOf, ticketsIn, WORKSPACE_URL } from './ears.js';
import {
  isToldAsAgent,
  knowsOf,
  lasting,
  type Mark,
  type Model,
  type ModelTicket,
  mayRead,
  seesTicket,
} from './oracle.js';
import { PEOPLE, RESPONSE_IDS, type World } from './world.js';

/** A new command that shows several joins here. */
const everything = { scope: 'all' as const, filters: {}, words: [], page: 1 };
type ListName = 'list' | 'breached' | 'export';
const LISTS: Record<ListName, TicketCommand> = {
  list: { verb: 'list', ...everything },
  breached: { verb: 'list', ...everything, scope: 'breached' },
  export: { verb: 'export', ...everything },
};
/** What outlasts an admin's reason shows nothing that was opened by one. */
const LASTING: ReadonlySet<ListName> = new Set(['export']);

type Asking = { world: World; person: Person; actor: Actor };

/** A command as somebody types it: what they are shown, files that are put into their direct messages included. */
async function typed({ world, person, actor }: Asking, command: TicketCommand): Promise<unknown> {
  const files: SharedFile[] = [];
  const gateway = { uploadFile: async (file: SharedFile) => void files.push(file) };
  const kit = { desk: world.desk, gateway, render: { workspaceUrl: WORKSPACE_URL } } as unknown as Kit;
  const call = {
    ...{ kit, slackUserId: slackIdOf(person), actor: async () => actor, triggerId: null },
    ...{ slackChannelId: 'DX', threadTs: null, sourceKey: 'command:X', isReadByOthers: false },
  };
  return { answer: await runTicketCommand(call, command), files };
}

/** A new way to name a ticket and be shown something of it joins here. */
const ANSWERS = {
  show: (asking, ticket) => typed(asking, { verb: 'show', ticket }),
  history: (asking, ticket) => typed(asking, { verb: 'history', ticket }),
  sla: (asking, ticket) => typed(asking, { verb: 'sla', ticket }),
  'the form for a redaction': ({ world, actor }, ticket) => listRedactable(world.desk, actor, ticket),
  'why they were told': async ({ world, actor }, ticket) =>
    whyToldWords(await whyTold(world.desk, actor, ticket), 'watching'),
  'a canned response': ({ world, actor }, ticket, project) =>
    fillResponse(world.desk, actor, ticket, RESPONSE_IDS[project === 'IT' ? 'IT' : 'HR']),
} as const satisfies Record<string, (asking: Asking, ticket: string, project: string) => Promise<unknown>>;

/** What comes out, also where it is refused. */
export async function outcome(work: Promise<unknown>): Promise<{ shown: unknown } | { refused: string }> {
  try {
    return { shown: await work };
  } catch (error) {
    if (isUserError(error)) return { refused: textOf([error.message, error.fields, error.reasonOpens]) };
    throw error;
  }
}

type Verb = keyof typeof ANSWERS;
const VERBS = Object.keys(ANSWERS) as Verb[];

/** Asks for a ticket by everybody, in the way whose turn it is, and for the list. */
export async function askFor(world: World, ticket: ModelTicket, turn: number): Promise<void> {
  const verb = VERBS[turn % VERBS.length] ?? 'show';
  await byEverybody(world, async (asking) => {
    await askOne(asking, verb, ticket);
    // Dear, and at the end every list is looked at.
    if (turn % 2 === 0) await lookAtList(asking, 'list');
  });
}

async function byEverybody(world: World, ask: (asking: Asking) => Promise<void>): Promise<void> {
  await Promise.all(
    PEOPLE.map(async (person) => ask({ world, person, actor: await world.it_.actor(person) })),
  );
}

async function askOne(asking: Asking, verb: Verb, ticket: ModelTicket): Promise<void> {
  const { person, world } = asking;
  const { model, leaks } = world;
  const asked = verb === 'sla' ? ticket.number : (ticket.formerNumber ?? ticket.number);
  const found = await outcome(ANSWERS[verb](asking, asked, ticket.project));
  judgeAnswer(world, person, `${verb} ${ticket.number}`, found, ticket);
  if (verb === 'history' && textOf(found).includes('agents only') && !isToldAsAgent(model, person, ticket)) {
    leaks.push(`${person} reads what is for agents in the history of ${ticket.number}`);
  }
  // An admin is told that it takes a reason, and nothing else.
  if (knowsOf(model, person, ticket)) return;
  const missing = `${ticket.project}-999`;
  const nothing = await outcome(ANSWERS[verb](asking, missing, ticket.project));
  if (textOf(found).replaceAll(asked, '#') !== textOf(nothing).replaceAll(missing, '#')) {
    leaks.push(`${person} can tell by ${verb} that there is ${ticket.number}: ${textOf(found)}`);
  }
}

/** The tickets that acts are about; the others are there to be many. */
const ASKED_FOR = 3;

/** Everything that can be asked for, by everybody: tickets, lists, Homes, exports, previews and searches. */
export async function askForAll(world: World): Promise<void> {
  const { tickets } = world.model;
  const named = [...tickets.slice(0, ASKED_FOR), ...tickets.slice(ASKED_FOR).slice(-1)];
  await byEverybody(world, async (asking) => {
    for (const ticket of named) for (const verb of VERBS) await askOne(asking, verb, ticket);
    for (const name of Object.keys(LISTS) as ListName[]) await lookAtList(asking, name);
    await lookAtHome(asking);
    await lookAtSettings(asking);
    if (asking.person === 'ada') await lookAtPreview(asking);
    await search(asking);
  });
  await lookIntoRows(world);
}

/** What was taken out for good, or was the name of somebody who was erased, stands in no row of any table. */
async function lookIntoRows({ desk, model, leaks }: World): Promise<void> {
  const { prisma } = desk.database;
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`;
  const all = tables.map(({ name }) => `SELECT '${name}' AS name, each::text AS words FROM ${name} AS each`);
  const rows = await prisma.$queryRawUnsafe<{ name: string; words: string }[]>(all.join(' UNION ALL '));
  for (const { name, words } of rows) {
    for (const { mark, isRedacted } of marksIn(model, words)) {
      if (isRedacted) leaks.push(`${mark} is in a row of ${name}`);
    }
    for (const erased of erasedIn(model, words)) leaks.push(`${erased} is in a row of ${name}`);
  }
}

async function lookAtList(asking: Asking, name: ListName): Promise<void> {
  const { world, person } = asking;
  const judged = LASTING.has(name) ? { ...world, model: lasting(world.model) } : world;
  judgeAnswer(judged, person, `what ${name} lists`, await typed(asking, LISTS[name]));
}

async function lookAtHome({ world, person, actor }: Asking): Promise<void> {
  const homes = Object.values(await everyHomeOf(world.desk, actor.userId));
  const judged = { ...world, model: lasting(world.model) };
  judgeAnswer(judged, person, 'their Home', [homes, homes.map(homeView)]);
}

/** What they have muted stands in it. Who was deactivated has none. */
async function lookAtSettings({ world, person, actor }: Asking): Promise<void> {
  if (actor.isDeactivated) return;
  const form = await readNoticeForm(world.desk, actor);
  judgeAnswer(world, person, 'their settings', [form, buildNoticeSettings(form)]);
}

/** An edit that makes every open ticket late: the preview lists them. */
async function lookAtPreview({ world, person, actor }: Asking): Promise<void> {
  const { desk } = world;
  const change = (form: Parameters<typeof withTarget>[0]) => withTarget(form, 'medium', { response: '1m' });
  const draftId = await draftPolicy(desk, actor, { key: 'IT' }, change);
  const preview = await previewPolicyDraft(desk, actor, draftId);
  judgeAnswer(world, person, 'a preview', [preview, previewView(preview, { draftId, revision: 0 }, 'IT')]);
}

/** Of what somebody may read, the newest are looked for. */
const FOUND_MAX = 5;

/** A count is an answer, too. */
async function search({ world, person, actor }: Asking): Promise<void> {
  const { desk, model, leaks } = world;
  const find = (words: string[]) => ({ scope: 'all' as const, filters: {}, words });
  const seen = model.tickets.filter((ticket) => seesTicket(model, person, ticket)).length;
  const all = await listTickets(desk, actor, find([]), 1);
  if (all.total > seen) leaks.push(`${person} is told of ${all.total} tickets and sees ${seen}`);
  for (const word of hiddenWords(model, person)) {
    const { total } = await searchTickets(desk, actor, find([word]), 1);
    if (total > 0) leaks.push(`${person} finds a ticket or a note by ${word}`);
    const offered = await suggestTickets(desk, actor, word);
    if (offered.length > 0) leaks.push(`${person} is offered a ticket by ${word}`);
    const listed = await listTickets(desk, actor, find([word]), 1);
    if (listed.total > 0) leaks.push(`${person} finds a ticket by ${word}`);
  }
  judgeAnswer(world, person, 'what is offered first', await suggestTickets(desk, actor, ''));
  // What is found shows more than what was looked for.
  for (const { mark } of model.marks.filter((each) => mayRead(model, person, each)).slice(-FOUND_MAX)) {
    judgeAnswer(world, person, 'what is offered', await suggestTickets(desk, actor, mark));
    judgeAnswer(world, person, 'a search', await searchTickets(desk, actor, find([mark]), 1));
  }
}

/** Of tickets that they see, everything that they may not read; of the others, one of each kind. */
function hiddenWords(model: Model, person: Person): string[] {
  const hidden = model.marks.filter((mark) => !mayRead(model, person, mark));
  const isOfSeen = ({ ticket }: Mark) => seesTicket(model, person, ticket);
  const elsewhere = (['title', 'public', 'internal'] as const).flatMap(
    (kind) => hidden.findLast((mark) => !isOfSeen(mark) && mark.kind === kind) ?? [],
  );
  return [...hidden.filter(isOfSeen), ...elsewhere].map(({ mark }) => mark);
}

/** `asked`: the ticket that they named themselves. */
export function judgeAnswer(
  { model, leaks, shown }: World,
  person: Person,
  where: string,
  answer: unknown,
  asked?: ModelTicket,
): void {
  const text = textOf(answer);
  for (const mark of marksIn(model, text)) {
    if (mayRead(model, person, mark)) shown.read += 1;
    else leaks.push(`${person} reads ${mark.mark} in ${where}`);
  }
  for (const ticket of ticketsIn(model, text)) {
    const isKnown = ticket === asked || knowsOf(model, person, ticket);
    if (!isKnown) leaks.push(`${person} reads of ${ticket.number} in ${where}`);
  }
  for (const name of erasedIn(model, text)) leaks.push(`${person} reads ${name} in ${where}`);
}
