/** The story for somebody who has never seen the desk: six steps, each with what shows that it was taken. */
import type { Happening, JsonObject } from '../../live/protocol.js';
import { asObject, asObjects, asText } from '../../workspace/json.js';
import type { Side, Where } from '../where-hash.js';

export type StoryStep = {
  title: string;
  /** What to do, a line each. */
  lines: readonly string[];
  /** What there is to see then. */
  outcome: string;
  /** Who and what is to be in the panes for it. */
  scene: Partial<Where>;
  /** In which of them it is done. */
  side: Side;
  isDone: (happening: Happening) => boolean;
};

const spot = (as: string, place: string) => ({ as, place, thread: null, mark: null });
const BO = spot('Bo', 'it-help');
const ANA = spot('Ana', 'it-triage');

/** A row of the table that is new, or in which the column has a value by now. One that may be somebody else's does not count. */
function hasRow(happening: Happening, table: string, column?: string): boolean {
  return happening.rows.some(
    (row) =>
      row.table === table &&
      !row.isGuessed &&
      (column === undefined
        ? row.kind === 'insert'
        : row.kind === 'update' && row.columns.some(({ name, after }) => name === column && after !== null)),
  );
}

function actionOf(payload: JsonObject | null): string {
  return asText(asObjects(asObject(payload).actions)[0]?.action_id);
}

const isNewTicket = (happening: Happening) => hasRow(happening, 'tickets');

const isTaken = (happening: Happening) => hasRow(happening, 'tickets', 'assignee_id');

const isAnswered = (happening: Happening) =>
  happening.kind === 'form' && asText(asObject(asObject(happening.payload).view).callback_id) === 'reply';

const isThreadReply = (happening: Happening) => happening.kind === 'event' && hasRow(happening, 'comments');

const isExplained = ({ payload, kind }: Happening) =>
  actionOf(payload) === 'why' || (kind === 'command' && /^sla\b/i.test(asText(asObject(payload).text)));

const isBreached = (happening: Happening) =>
  hasRow(happening, 'tickets', 'response_breached_at') ||
  hasRow(happening, 'tickets', 'resolution_breached_at');

export const STORY: readonly StoryStep[] = [
  {
    title: 'Bo asks for help',
    lines: [
      'On the left you are Bo, in #it-help. Type /ticket new and press Enter.',
      'Give it a title, say “VPN down”, and press Create.',
    ],
    outcome: 'The ticket stands in #it-help for Bo, and as a card in #it-triage for the agents.',
    scene: { left: BO, right: ANA, isTwo: true },
    side: 'left',
    isDone: isNewTicket,
  },
  {
    title: 'Ana takes it',
    lines: ['On the right you are Ana, an agent. Press Take on the card.'],
    outcome: 'The card says whose it is, in both channels.',
    scene: { right: ANA, isTwo: true },
    side: 'right',
    isDone: isTaken,
  },
  {
    title: 'Ana answers',
    lines: ['Press Reply to reporter on the card, write a line, and send it.'],
    outcome:
      'Bo reads it in the thread of his ticket. What Ana writes in the triage thread itself stays among agents.',
    scene: { right: ANA, isTwo: true },
    side: 'right',
    isDone: isAnswered,
  },
  {
    title: 'Bo replies in the thread',
    lines: [
      'As Bo, open the replies below the ticket and write one yourself. No command: the thread is the ticket.',
    ],
    outcome: 'It stands in the triage thread a moment later, as a comment of the ticket.',
    scene: { left: BO, isTwo: true },
    side: 'left',
    isDone: isThreadReply,
  },
  {
    title: 'Why is it due then?',
    lines: ['As Ana, press Why? beside the targets on the card.'],
    outcome: 'The ledger shows every stretch of time: what counted, what did not, and the reason.',
    scene: { right: ANA, isTwo: true },
    side: 'right',
    isDone: isExplained,
  },
  {
    title: 'A target passes',
    lines: [
      'Close the thread as Bo, create another ticket in #it-help, and let nobody answer.',
      'In Clock above, press “To a minute before the next target”, and then “A minute” twice.',
    ],
    outcome:
      'The newest message in #it-triage tells the agents that it is overdue. Faults and Inspector are yours to try now.',
    scene: { left: BO, right: ANA, isTwo: true },
    side: 'left',
    isDone: isBreached,
  },
];

/** How many steps were taken, and with which happening the last of them. */
export type Progress = { done: number; lastId: number };

export const UNBEGUN: Progress = { done: 0, lastId: 0 };

/** Each step only counts after the one before it. What was taken stays so when its happening is forgotten. */
export function goOn(progress: Progress, happenings: readonly Happening[]): Progress {
  let { done, lastId } = progress;
  for (const happening of happenings) {
    const step = STORY[done];
    if (happening.id <= lastId || step?.isDone(happening) !== true) continue;
    done += 1;
    lastId = happening.id;
  }
  return done === progress.done ? progress : { done, lastId };
}
