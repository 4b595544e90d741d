/** Slack loses events while nobody listens; what people wrote is in the tickets all the same, each once. */
import { expect, it } from 'vitest';
import { HELP, startStory, TRIAGE } from '../support/story.js';

const MINUTE_MS = 60_000;
const RECONNECT_MAX_MS = 30_000;

it('finds after an outage what was written, changed and deleted in it, tells the agents in one line, and keeps what Slack forgets', async () => {
  const story = await startStory();
  const number = await story.opens('Bo', 'VPN down');
  const { ts: threadTs } = await story.origin(number);
  const triage = await story.triage(number);
  const [ana, bo, cleo] = [story.person('Ana'), story.person('Bo'), story.person('Cleo')];
  const typo = bo.post(HELP, 'It is the seccond time', { threadTs });
  const secret = bo.post(HELP, 'my key is 1234', { threadTs });
  await story.settled();

  const heard = story.slack.faults.event('*', { kind: 'drop' }, { times: 1_000 });
  story.slack.faults.cutSockets();
  await story.slack.until(() => story.slack.connectionCount() === 0, { what: 'the cut' });
  story.clock.advance(5 * MINUTE_MS);
  bo.post(HELP, 'Anybody?', { threadTs });
  story.clock.advance(5 * MINUTE_MS);
  const answer = ana.post(HELP, 'I am on it', { threadTs });
  story.clock.advance(5 * MINUTE_MS);
  cleo.post(HELP, 'Me too', { threadTs });
  ana.post(TRIAGE, 'It is the certificate', { threadTs: triage.ts });
  story.clock.advance(MINUTE_MS);
  bo.post(HELP, 'Works from home', { threadTs });
  bo.edit(HELP, typo.ts, 'It is the second time');
  bo.delete(HELP, secret.ts);
  story.clock.advance(5 * MINUTE_MS);
  heard();

  const lines = () => story.reads('Ana', TRIAGE, triage.ts).filter((line) => line.includes('Recovered'));
  await story.slack.until(() => lines().length === 2, { what: 'the lines', timeoutMs: RECONNECT_MAX_MS });
  await story.settled();
  expect(lines().sort()).toEqual([
    `threadesk: Recovered 1 reply of ${number} that Slack had not told me of.`,
    `threadesk: Recovered 4 replies, 1 edit and 1 deletion of ${number} that Slack had not told me of.`,
  ]);
  const comments = () => story.comments(number);
  const recovered = await comments();
  expect(recovered).toMatchObject([
    { content: 'It is the second time', isEdited: true, isDeleted: false },
    { content: 'my key is 1234', isDeleted: true },
    { content: 'Anybody?' },
    { author: 'Ana', content: 'I am on it', commentType: 'public' },
    { content: 'Me too' },
    { content: 'It is the certificate', commentType: 'internal' },
    { content: 'Works from home' },
  ]);
  const answeredAt = new Date(Math.floor(Number(answer.ts) * 1_000));
  expect((await story.row(number)).firstRespondedAt).toEqual(answeredAt);

  const readAgain = async (of: string) => {
    await story.after(() => story.person('Ada').command('/desk', `reconcile${of}`));
    await story.app().runJob('reconcile');
    await story.settled();
  };
  await readAgain('');
  expect(await comments()).toEqual(recovered);
  expect(lines()).toHaveLength(2);

  story.slack.faults.api(
    'conversations.replies',
    { kind: 'error', error: 'thread_not_found' },
    { times: 99 },
  );
  const gone = () => story.database.prisma.comment.count({ where: { goneFromSlackAt: { not: null } } });
  await readAgain(` ${number}`);
  story.clock.advance(MINUTE_MS);
  await story.app().runJob('reconcile');
  expect(await gone()).toBe(6);
  expect(await comments()).toEqual(recovered);
  expect(story.slack.violations).toEqual([]);
}, 120_000);
