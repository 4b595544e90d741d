/** The list in a Home: which it is, how it is filtered, its tickets with their buttons, and the pages. */

import type { types } from '@slack/bolt';
import { slash } from '../../domain/command-names.js';
import { HOME_COUNT_MAX, HOME_PAGE_SIZE, type HomeTab } from '../../domain/home.js';
import { PRIORITIES, priorityLabel } from '../../domain/priority.js';
import type { TicketLine } from '../../services/finding/ticket-line.js';
import type { HomeQueue } from '../../services/home/home-content.js';
import { ACTIONS } from '../ids.js';
import { countedWords, detailsButton, homeHeader } from './home-pieces.js';
import { actions, type Block, type Button, button, context, option, plain, section } from './pieces.js';
import { statusValue } from './status-buttons.js';
import { lineText } from './ticket-list.js';

const TAB_WORDS: Record<HomeTab, { label: string; none: string }> = {
  assigned: { label: 'Assigned to me', none: 'Nothing is assigned to you.' },
  unassigned: { label: 'Unassigned', none: 'Every ticket has somebody.' },
  risk: { label: 'At risk or overdue', none: 'No target is at risk.' },
  mine: {
    label: 'My requests',
    none: 'You have no open tickets. Press *Create ticket*, or write to me in *Messages*, when you need help.',
  },
};

/** `isMoreAbove`: whether tickets of theirs stand above the list, as those that wait for them. */
export function homeQueue(queue: HomeQueue, isMoreAbove: boolean): Block[] {
  const { tab, tabs, lines, page, pageCount } = queue;
  const total = tabs.find((each) => each.tab === tab)?.count ?? 0;
  const hasFilters = tab !== 'mine';
  return [
    homeHeader(`${TAB_WORDS[tab].label} (${countedWords(total)})`),
    ...(tabs.length > 1
      ? [
          actions('tabs', [
            ...tabs.map((each) => tabButton(each, tab)),
            button({ actionId: ACTIONS.views, text: 'Saved views…', value: 'views' }),
          ]),
        ]
      : []),
    ...(hasFilters ? [filters(queue)] : []),
    ...(lines.length === 0 ? [section(emptyWords(queue, isMoreAbove))] : []),
    ...lines.flatMap((line) => [
      section(lineText(line)),
      actions(`row:${line.number}`, tab === 'mine' ? [detailsButton(line.number)] : workButtons(line)),
    ]),
    ...(pageCount > 1 ? pages(page, pageCount, total) : []),
  ];
}

function emptyWords({ tab, projectId, priority }: HomeQueue, isMoreAbove: boolean): string {
  if (tab === 'mine' && isMoreAbove) return 'You have no other open tickets.';
  const isFiltered = projectId !== null || priority !== null;
  return isFiltered
    ? 'No ticket matches. Choose all projects and any priority to see the others.'
    : TAB_WORDS[tab].none;
}

function tabButton({ tab, count }: HomeQueue['tabs'][number], shown: HomeTab): Button {
  const text = `${TAB_WORDS[tab].label} (${count >= HOME_COUNT_MAX ? `${HOME_COUNT_MAX}+` : count})`;
  const style = tab === shown ? { style: 'primary' as const } : {};
  return button({ actionId: `${ACTIONS.homeTab}:${tab}`, text, value: tab, ...style });
}

/** The value of "all" and "any": no key and no priority. */
export const EVERY = '*';

/** Slack keeps what was chosen in a block of the same id, whatever is published: the id says what is chosen. */
function filters({ projects, projectId, priority }: HomeQueue): types.ActionsBlock {
  const chosen = projects.find(({ id }) => id === projectId);
  const projectOptions = [
    option('All my projects', EVERY),
    ...projects.map(({ key, name }) => option(`${key}: ${name}`, key)),
  ];
  const priorityOptions = [
    option('Any priority', EVERY),
    ...PRIORITIES.map((each) => option(priorityLabel(each), each)),
  ];
  return actions(`filters:${chosen?.key ?? EVERY}:${priority ?? EVERY}`, [
    ...(projects.length === 0
      ? []
      : [select(ACTIONS.homeProject, 'Project', projectOptions, chosen?.key ?? EVERY)]),
    select(ACTIONS.homePriority, 'Priority', priorityOptions, priority ?? EVERY),
  ]);
}

function select(
  actionId: string,
  placeholder: string,
  options: types.PlainTextOption[],
  chosen: string,
): types.StaticSelect {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plain(placeholder),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** The likely next acts; the card in the triage channel has them all. */
function workButtons({ number, assignee }: TicketLine): Button[] {
  const take =
    assignee === null
      ? [button({ actionId: ACTIONS.take, text: 'Take', value: number, style: 'primary' })]
      : [];
  return [
    ...take,
    button({
      actionId: `${ACTIONS.status}:resolve`,
      text: 'Resolve…',
      value: statusValue('resolve', number),
    }),
    button({ actionId: ACTIONS.reply, text: 'Reply…', value: number }),
    detailsButton(number),
  ];
}

function pages(page: number, pageCount: number, total: number): Block[] {
  const to = (direction: 'previous' | 'next', text: string, value: number) =>
    button({ actionId: `${ACTIONS.homePage}:${direction}`, text, value: String(value) });
  const rest = total >= HOME_COUNT_MAX ? ` The rest is in \`${slash.ticket} list\`.` : '';
  return [
    context(
      `Tickets ${(page - 1) * HOME_PAGE_SIZE + 1} to ${Math.min(page * HOME_PAGE_SIZE, total)} of ${countedWords(total)}, page ${page} of ${pageCount}.${rest}`,
    ),
    actions('pages', [
      ...(page > 1 ? [to('previous', 'Previous', page - 1)] : []),
      ...(page < pageCount ? [to('next', 'Next', page + 1)] : []),
    ]),
  ];
}
