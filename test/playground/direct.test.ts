/** Opening direct messages, as Slack's client does. */

import { expect, test } from 'vitest';
import { box } from './box.js';
import { screenOf } from './live.js';

test('direct messages are opened with anybody, once', async () => {
  const slack = await box();
  const bo = slack.person('Bo');
  const id = bo.dm('Ana');
  expect(bo.dm('@ana')).toBe(id);
  expect(slack.person('Ana').dm(bo.id)).toBe(id);
  expect(bo.dm()).not.toBe(id);
  const { channels } = await screenOf(slack, 'Ana');
  expect(channels.find((row) => row.id === id)).toMatchObject({ name: 'Bo', kind: 'im', hasBot: false });
});
