/** Every button of the panel of faults, pressed as the page presses it: it breaks what it says, and what is a switch is off again after the other press. */

import { describe, expect, test } from 'vitest';
import type { Weather } from '../../playground/live/protocol.js';
import { CHANNEL_FAULTS, FAULT_GROUPS, type FaultButton } from '../../playground/page/desk/faults.js';
import { box } from './box.js';
import { screenOf, tell } from './live.js';
import { socketClient } from './socket-client.js';

const BUTTONS = FAULT_GROUPS.flatMap(({ buttons }) => buttons);

/** What stands in the panel after the press, or what became of the connection; switches say for themselves that they are on. */
const SEEN: Readonly<Record<string, (weather: Weather, received: readonly string[]) => unknown>> = {
  'Lose the next event': ({ rules }) => rules[0]?.words === 'The next event that people cause is lost',
  'Delay the next event by 10 s': ({ rules }) =>
    rules[0]?.words === 'The next event that people cause comes late',
  'Send the next event three times': ({ rules }) =>
    rules[0]?.words === 'The next event that people cause comes several times',
  'Too many requests (429)': ({ rules }) => rules[0]?.words.endsWith('answered with 429, to wait 2 s'),
  'Server errors (500)': ({ rules }) => rules[0]?.words.endsWith('answered with 500'),
  'No answer': ({ rules }) => rules[0]?.words.endsWith('carried out, and the connection breaks'),
  'Cut the connection': ({ connections }) => connections === 0,
  'Say that the connection ends': (_, received) => received.includes('disconnect'),
};

const isSwitch = (button: FaultButton) => button.isOn !== undefined;

test('each is a switch, or says what is seen of it', () => {
  const plain = BUTTONS.filter((button) => !isSwitch(button)).map(({ label }) => label);
  expect(plain).toEqual(Object.keys(SEEN));
});

test.each(BUTTONS.map((button) => [button.label, button] as const))('%s', async (label, button) => {
  const slack = await box();
  const { received } = await socketClient(slack);
  const types = () => received.map(({ type }) => String(type));
  expect(await tell(slack, 'faults', button.on)).toMatchObject({ ok: true });
  await slack.until(() => (button.isOn ?? SEEN[label])?.(slack.weather(), types()) === true);
  const off = button.isOn ? button.off : { do: 'clear', with: [] };
  expect(await tell(slack, 'faults', off)).toMatchObject({ ok: true });
  expect(button.isOn?.(slack.weather()) ?? false).toBe(false);
  expect(slack.weather().rules).toEqual([]);
});

describe('of a channel', () => {
  const rowOf = async (slack: Awaited<ReturnType<typeof box>>) => {
    const found = (await screenOf(slack, 'Ada')).channels.find(({ name }) => name === 'it-triage');
    if (!found) throw new Error('no #it-triage');
    return found;
  };

  test.each(CHANNEL_FAULTS.map((fault) => [fault.label, fault] as const))(
    '%s: offered where it can be done, and not once it is',
    async (_, { does, isOffered }) => {
      const slack = await box();
      const before = { removeBot: [], inviteBot: ['removeBot'], makePublic: [], makePrivate: ['makePublic'] };
      for (const first of before[does as keyof typeof before])
        await tell(slack, 'faults', { do: first, with: [(await rowOf(slack)).id] });
      const row = await rowOf(slack);
      expect(isOffered(row)).toBe(true);
      expect(await tell(slack, 'faults', { do: does, with: [row.id] })).toMatchObject({ ok: true });
      expect(isOffered(await rowOf(slack))).toBe(false);
    },
  );
});
