import { describe, expect, it } from 'vitest';
import { possibleEvents, STATUSES } from '../../../src/domain/ticket-status.js';
import { isVerb, MENU_OPTIONS_MAX, statusButtons } from '../../../src/slack/blocks/status-buttons.js';
import { ACTIONS } from '../../../src/slack/ids.js';

/** Every value that can be pressed or chosen, and the menu's alone. */
function offered(status: (typeof STATUSES)[number], isConfidential = false) {
  const elements = statusButtons({ number: 'IT-1', status, assignee: null, isConfidential });
  const menu = elements.flatMap((each) =>
    each.type === 'overflow' ? each.options.map(({ value }) => value ?? '') : [],
  );
  const pressed = elements.flatMap((each) =>
    each.type === 'button' && each.action_id?.startsWith(`${ACTIONS.status}:`) ? [each.value ?? ''] : [],
  );
  return { menu, changes: [...pressed, ...menu] };
}

describe.each(STATUSES)('the card of a ticket that is %s', (status) => {
  it('can be watched from its menu, which Slack takes', () => {
    const { menu } = offered(status);
    expect(menu.at(-1)).toBe(`${ACTIONS.watch}:IT-1`);
    expect(menu.length).toBeLessThanOrEqual(MENU_OPTIONS_MAX);
  });

  it('offers to change who may see it, where the changes leave room', () => {
    const verbs = (isConfidential: boolean) => offered(status, isConfidential).menu;
    const isFull = verbs(false).filter((value) => isVerb(value.split(':')[0] ?? '')).length === 4;
    expect(verbs(false).includes(`${ACTIONS.makeConfidential}:IT-1`)).toBe(!isFull);
    expect(verbs(true).includes(`${ACTIONS.liftConfidentiality}:IT-1`)).toBe(!isFull);
    expect(verbs(true).join()).not.toContain(ACTIONS.makeConfidential);
  });

  it('offers every move that leads somewhere else, once', () => {
    const { changes } = offered(status);
    expect(new Set(changes).size).toBe(changes.length);
    const possible = possibleEvents(status).filter(isVerb);
    // Resuming and starting a paused ticket is one move with two names.
    const expected = possible.includes('resume') ? possible.filter((verb) => verb !== 'start') : possible;
    expect(changes.filter((value) => isVerb(value.split(':')[0] ?? '')).sort()).toEqual(
      expected.map((verb) => `${verb}:IT-1`).sort(),
    );
  });
});
