/** Whoever edits a message finds what they typed, and sending it again makes the same of it. */
import { expect, it } from 'vitest';
import { typedAgain } from '../../../playground/page/slack/composer/typed-again.js';
import { box } from '../box.js';

it.each([
  'ask @Ana about #it-help',
  '@here look',
  '<!channel> & co',
  '&amp; as typed',
  'see https://example.com/?a=1&b=2',
  'two\nlines',
])('%s', async (typed) => {
  const slack = await box();
  const ben = slack.person('Ben');
  const { channel, ts } = ben.post('#it-triage', typed);
  const stored = () => ben.sees(channel).find((message) => message.ts === ts)?.text ?? '';
  const people = [...slack.workspace.state.members.values()].map((member) => ({
    id: member.id,
    name: member.displayName,
    realName: member.realName,
    handle: member.handle,
    tz: member.tz,
    role: 'member' as const,
    isDeactivated: false,
  }));
  const first = stored();
  const again = typedAgain(first, people);
  expect(again).toBe(typed);
  ben.edit(channel, ts, again);
  expect(stored()).toBe(first);
});
