/** An admin opens a confidential ticket for a day, with a reason that its agents are told. */
import { describe, expect, it } from 'vitest';
import { giveReason } from '../../../src/services/confidential/give-reason.js';
import { listRedactable } from '../../../src/services/redaction/list-redactable.js';
import { redactTexts } from '../../../src/services/redaction/redact-texts.js';
import { findMark } from '../../support/find-mark.js';
import { type Person, slackIdOf } from '../../support/it-project.js';
import { useOutbox } from '../../support/outbox.js';

const outbox = useOutbox({ cardRestMs: 0 });
const { kindsIn, prisma, saidIn, send } = outbox;
const withoutTriage = () =>
  prisma().channel.update({ where: { id: outbox.it_.triage.id }, data: { role: null, projectId: null } });

describe('a reason', () => {
  const give = async (person: Person, number: string, reason: string, sourceKey: string) =>
    giveReason(outbox.desk, await outbox.it_.actor(person), number, { reason, sourceKey });

  it('is kept, audited and told to the agents once, also when it is given twice at the same moment', async () => {
    const number = await outbox.it_.open({ isConfidential: true });
    const [first, second] = await Promise.all([
      give('ada', number, 'Legal asked', 'view:1'),
      give('ada', number, 'Legal asked', 'view:1'),
    ]);
    expect([first.isNew, second.isNew].sort()).toEqual([false, true]);
    expect(first.endsAt).toEqual(second.endsAt);
    await send();
    const reading = await prisma().confidentialReading.findFirstOrThrow();
    expect(reading).toMatchObject({ userId: outbox.it_.userId('ada'), reason: 'Legal asked' });
    expect(await prisma().auditEntry.findMany()).toMatchObject([
      { action: 'confidential_read', actorId: outbox.it_.userId('ada'), subject: { readingId: reading.id } },
    ]);
    expect(await findMark(outbox.desk.database.pool, 'Legal asked')).toEqual([
      'confidential_readings.reason',
    ]);
    expect(saidIn('CTRIAGE').filter(({ kind }) => kind === 'reason_given')).toMatchObject([
      { number, reason: 'Legal asked', by: { slackUserId: slackIdOf('ada') } },
    ]);
    expect(await prisma().changelogEntry.findMany({ where: { action: 'reason_given' } })).toMatchObject([
      { visibility: 'internal', actorId: outbox.it_.userId('ada') },
    ]);
  });

  it('is redacted with the words of its ticket, also where it stands in Slack', async () => {
    const number = await outbox.it_.open({ isConfidential: true });
    await give('ada', number, 'Legal asked', 'view:1');
    await send();
    const redact = async () =>
      redactTexts(outbox.desk, await outbox.it_.actor('ana'), number, { parts: ['admin_reasons'] });
    const listed = async () =>
      (await listRedactable(outbox.desk, await outbox.it_.actor('ana'), number)).parts;
    expect(await listed()).toContain('admin_reasons');
    expect(await redact()).toMatchObject({ count: 1 });
    expect(await redact()).toMatchObject({ count: 0 });
    expect(await listed()).not.toContain('admin_reasons');
    await send();
    expect(await findMark(outbox.desk.database.pool, 'Legal asked')).toEqual([]);
    const told = saidIn('CTRIAGE').filter(({ kind }) => kind === 'reason_given');
    expect(told).toMatchObject([{ reason: '[redacted]' }]);
    expect(await prisma().changelogEntry.findMany({ where: { action: 'redacted' } })).toMatchObject([
      { visibility: 'internal', newValue: { part: 'admin_reasons' } },
    ]);
  });

  it('is asked for anew after a day', async () => {
    const number = await outbox.it_.open({ isConfidential: true });
    await give('ada', number, 'Legal asked', 'view:1');
    outbox.desk.clock.advance(24 * 3_600_000);
    expect(await give('ada', number, 'Legal asked again', 'view:2')).toMatchObject({ isNew: true });
    expect(await prisma().auditEntry.count()).toBe(2);
  });

  it('is told to each agent where the project has no triage channel', async () => {
    await withoutTriage();
    const number = await outbox.it_.open({ isConfidential: true });
    await give('ada', number, 'Legal asked', 'view:1');
    await send();
    expect(kindsIn('DUANA')).toEqual(['reason_given']);
    expect(kindsIn('DUBEN')).toEqual(['reason_given']);
    expect(saidIn('DUADA')).toMatchObject([{ kind: 'admin_card', card: { isClosed: true } }]);
  });

  it.each([
    ['an empty one', '  \n', /Please say why/],
    ['one that is too long', 'x'.repeat(501), /at most 500 characters/],
  ])('%s is none', async (_name, reason, words) => {
    const number = await outbox.it_.open({ isConfidential: true });
    await expect(give('ada', number, reason, 'view:1')).rejects.toThrow(words);
    expect(await prisma().confidentialReading.count()).toBe(0);
  });

  it.each(['ana', 'bo'] as const)('of %s is not needed', async (person) => {
    const number = await outbox.it_.open({ isConfidential: true });
    await expect(give(person, number, 'x', 'view:1')).rejects.toThrow(/You can see IT-1 as it is/);
  });
});
