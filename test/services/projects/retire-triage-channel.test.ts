/** A channel that was a project's triage channel until it got another one: lists there are not brought up to date for those who stayed. */
import { beforeEach, describe, expect, it } from 'vitest';
import { refreshChannel } from '../../../src/services/channels/refresh-channel.js';
import { addComment } from '../../../src/services/comments/add-comment.js';
import { changeConfidentiality } from '../../../src/services/confidential/change-confidentiality.js';
import { tellLeavers } from '../../../src/services/leavers/tell-leavers.js';
import { removeAgent } from '../../../src/services/projects/project-agents.js';
import { setTriageChannel } from '../../../src/services/projects/set-triage-channel.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { sweepClocks } from '../../../src/services/sla/sweep-clocks.js';
import { editTicket } from '../../../src/services/tickets/edit-ticket.js';
import { useOutbox } from '../../support/outbox.js';

const box = useOutbox({ cardRestMs: 0 });

beforeEach(() => {
  box.desk.directory.addConversation('CTRIAGE', { kind: 'private', members: ['UANA', 'UBEN'] });
  box.desk.directory.addConversation('CNEW', { kind: 'private', members: ['UANA'] });
});

const as = (person: 'ada' | 'ana') => box.it_.actor(person);
const getsAnother = async () => setTriageChannel(box.desk, await as('ada'), 'IT', 'CNEW');
const lists = (channel: string) =>
  box.saidIn(channel).filter(({ kind }) => kind === 'leaver' || kind === 'alert_digest');

describe('who left tickets behind', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['the next one', 'CNEW', getsAnother],
    [
      'the admins’ direct messages, where others can read it by now',
      'DUADA',
      async () => {
        box.desk.directory.addConversation('CTRIAGE', { kind: 'public' });
        await refreshChannel(box.desk, 'CTRIAGE', { isRequired: true });
      },
    ],
  ])('is listed in %s, and in the former no more', async (_name, next, retire) => {
    const { desk, it_ } = box;
    const number = await it_.open({ assigneeId: it_.userId('ben') }, 'ana');
    await removeAgent(desk, await as('ada'), 'IT', 'UBEN');
    desk.clock.advance(60_000);
    await tellLeavers(desk);
    await box.send();
    expect(lists('CTRIAGE')).toMatchObject([{ kind: 'leaver', tickets: [{ number }] }]);
    await retire();
    desk.clock.advance(60_000);
    await tellLeavers(desk);
    await box.send();
    expect(lists('CTRIAGE')).toEqual([]);
    expect(lists(next)).toMatchObject([{ kind: 'leaver', tickets: [{ number }] }]);
  });
});

it('what stands in its threads of a ticket that is confidential by now is taken out, and not brought up to date', async () => {
  const { desk, it_ } = box;
  const number = await it_.open();
  await addComment(desk, await it_.actor('bo'), number, {
    ...{ text: 'Since Monday', commentType: 'public', sourceKey: 'view:V9' },
  });
  await box.send();
  desk.clock.set(new Date('2026-03-02T14:30:00Z'));
  await sweepClocks(desk, desk.clock.now());
  await box.send();
  const live = () => box.kindsIn('CTRIAGE').filter((kind) => kind === 'mirror' || kind === 'breach');
  expect(live()).toEqual(['mirror', 'breach']);
  await getsAnother();
  await editTicket(desk, await as('ana'), number, { title: 'Payroll of the board' });
  await changeConfidentiality(desk, await as('ana'), number, true);
  // Nothing else has to happen to it for that.
  await box.send();
  expect(live()).toEqual([]);
  expect(box.kindsIn('CNEW')).toContain('confidentiality');
  await redactTexts(desk, await as('ana'), number, { parts: ['title'] });
  await box.send();
  expect(JSON.stringify(box.saidIn('CTRIAGE'))).not.toContain('Payroll');
});

describe('a list of alerts', () => {
  const sixAreLate = async (): Promise<string> => {
    const { desk, it_ } = box;
    const numbers: string[] = [];
    for (let count = 0; count < 6; count += 1) numbers.push(await it_.open());
    await box.send();
    desk.clock.set(new Date('2026-03-02T14:30:00Z'));
    await sweepClocks(desk, desk.clock.now());
    return numbers[0] ?? '';
  };

  it('that was told in the former does not go on saying what becomes of its tickets', async () => {
    const number = await sixAreLate();
    await box.send();
    expect(lists('CTRIAGE')).toMatchObject([{ kind: 'alert_digest' }]);
    await getsAnother();
    await editTicket(box.desk, await as('ana'), number, { title: 'Payroll of the board' });
    await changeConfidentiality(box.desk, await as('ana'), number, true);
    await box.send();
    expect(JSON.stringify(box.saidIn('CTRIAGE'))).not.toContain('Payroll');
    expect(lists('CTRIAGE')).toEqual([]);
  });

  it('that had not come there is told in the next one', async () => {
    await sixAreLate();
    await getsAnother();
    box.desk.clock.advance(60_000);
    await sweepClocks(box.desk, box.desk.clock.now());
    await box.send();
    expect(lists('CTRIAGE')).toEqual([]);
    expect(lists('CNEW')).toMatchObject([{ kind: 'alert_digest' }]);
  });
});
