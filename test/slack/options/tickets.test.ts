/** What is offered for tickets while somebody types. */
import { describe, expect, it } from 'vitest';
import { offeredTickets } from '../../../src/slack/options/tickets.js';

const FOUND = [
  { number: 'IT-42', title: 'VPN down' },
  { number: 'HR-7', title: 'Payslip\n of  March' },
];
const offered = (metadata: string, found = FOUND, countMax = 100) =>
  offeredTickets(found, metadata, countMax).map(({ text, value }) => [value, text.text]);

describe('tickets', () => {
  it('are offered by number and title, each in a line', () => {
    expect(offered('{}')).toEqual([
      ['IT-42', 'IT-42 VPN down'],
      ['HR-7', 'HR-7 Payslip of March'],
    ]);
    expect(offered('', FOUND, 1)).toHaveLength(1);
  });

  it('are offered without the one that the form is about', () => {
    expect(offered('{"ticket":"IT-42","verb":"resolve"}').map(([number]) => number)).toEqual(['HR-7']);
  });

  it.each(['', 'null', '[]', '{"ticket":42}', '{'])('are all offered in a form that says %j', (metadata) => {
    expect(offered(metadata)).toHaveLength(2);
  });

  it.each(['x', '&', '😀'])('fit into Slack’s 75 characters (%j)', (character) => {
    const title = character.repeat(200);
    const [[, label = ''] = []] = offered('', [{ number: 'HELPDESKIT-2147483647', title }]);
    expect(label).toMatch(/^HELPDESKIT-2147483647 /);
    expect([...label].length).toBeLessThanOrEqual(75);
  });
});
