/** Whoever is killed while telling what was kept back, at whichever moment: the next process tells the rest, and nothing twice. */
import { expect, it, vi } from 'vitest';
import { createSender } from '../../../src/jobs/send-posts.js';
import type { Desk } from '../../../src/services/desk.js';
import { tellHeld } from '../../../src/services/notices/tell-held.js';
import type { PostCarrier } from '../../../src/services/posts/post-carrier.js';
import { changeStatus, type StatusVerb } from '../../../src/services/tickets/change-status.js';
import { watchTicket } from '../../../src/services/tickets/watch-ticket.js';
import { createTestDatabase } from '../../support/database.js';
import { deskOn } from '../../support/desk.js';
import { atEndOfTest } from '../../support/ends.js';
import { makeItProject } from '../../support/it-project.js';
import { createMailbox, wants, wordsOf } from '../../support/notices.js';
import { openRoom } from '../../support/threads.js';

/** The story is told anew for each of some twenty kills; ten times what that takes alone. */
const KILLS_MS = 180_000;
/** More transactions than the story takes. */
const KILLS_MAX = 40;
const NIGHT = { fromMinute: 18 * 60, toMinute: 9 * 60 };
/** Rooms are numbered through. */
const ROOM = /CROOM\d+/g;

class Killed extends Error {}

/** Inside a transaction, so that nothing of it is there; or as soon as it is committed. */
type Moment = 'within' | 'after';

/** A process that dies at its so-manieth transaction: from then on it reaches neither the database nor Slack. */
function dying(desk: Desk, carrier: PostCarrier, moment: Moment, at: number) {
  let left = at;
  let isDead = false;
  const live = () => {
    if (isDead) throw new Killed();
  };
  const die = () => {
    isDead = true;
    throw new Killed();
  };
  const transaction = async (
    begin: (work: unknown, options: unknown) => unknown,
    work: unknown,
    options: unknown,
  ) => {
    left -= 1;
    if (left > 0 || typeof work !== 'function') return begin(work, options);
    if (moment === 'within') {
      return begin(async (tx: unknown) => {
        await work(tx);
        die();
      }, options);
    }
    await begin(work, options);
    return die();
  };
  const prisma = new Proxy(desk.database.prisma, {
    get: (target, name) => {
      live();
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || name !== '$transaction') return value;
      return (work: unknown, options: unknown) =>
        transaction((...given) => Reflect.apply(value, target, given), work, options);
    },
  });
  const reached = new Proxy(carrier, {
    get: (target, name) => {
      live();
      return Reflect.get(target, name);
    },
  });
  return {
    desk: { ...desk, database: { ...desk.database, prisma } },
    carrier: reached,
    isDead: () => isDead,
  };
}

it(
  'killed within or after each of its transactions, it has told everybody everything, once',
  async () => {
    const { database, reset, drop } = await createTestDatabase();
    atEndOfTest(drop);

    /** Cleo has a digest of two tickets. Hedy, who sleeps, waits for two changes of one and for one of the other. */
    const begin = async () => {
      await reset();
      const desk = deskOn({ ...database });
      const it_ = await makeItProject(desk);
      const box = createMailbox(desk);
      const numbers: string[] = [];
      for (let opened = 0; opened < 2; opened += 1) numbers.push((await openRoom(desk, it_)).ticketNumber);
      for (const person of ['cleo', 'hedy'] as const) {
        for (const number of numbers)
          await watchTicket(desk, await it_.actor(person), number, { watch: true });
      }
      await wants(desk, it_, 'cleo', { modes: { watching: 'digest' } });
      await wants(desk, it_, 'hedy', { quiet: NIGHT });
      await box.look();
      desk.clock.set(new Date('2026-03-02T19:00:00Z'));
      const [first = '', second = ''] = numbers;
      const moves: readonly [string, StatusVerb][] = [
        [first, 'resolve'],
        [first, 'reopen'],
        [second, 'resolve'],
      ];
      for (const [number, verb] of moves) await changeStatus(desk, await it_.actor('ana'), number, verb);
      await box.look();
      desk.clock.set(new Date('2026-03-03T09:00:00Z'));
      return { desk, box };
    };
    type Story = Awaited<ReturnType<typeof begin>>;

    const told = ({ box }: Story) =>
      box.carrier.messages
        .filter(({ slackChannelId }) => /^DU(CLEO|HEDY)$/.test(slackChannelId))
        .map(({ slackChannelId, content }) =>
          `${slackChannelId}: ${wordsOf(content)}`.replaceAll(ROOM, 'CROOM'),
        )
        .sort();
    const runs = async ({ desk, box }: Story, moment: Moment, at: number): Promise<boolean> => {
      const process = dying(desk, box.carrier, moment, at);
      await tellHeld(process.desk).catch(() => undefined);
      const sender = createSender(process.desk, process.carrier, { postIntervalMs: 0, cardRestMs: 0 });
      await sender.wake();
      await vi.waitFor(() => expect(sender.isIdle()).toBe(true), { interval: 2, timeout: 10_000 });
      await sender.stop();
      return process.isDead();
    };
    /** Another process, now and when what failed is tried again. */
    const goesOn = async ({ desk, box }: Story) => {
      await box.look();
      desk.clock.advance(60_000);
      await box.look();
    };

    const undisturbed = await begin();
    await goesOn(undisturbed);
    const expected = told(undisturbed);
    expect(expected).toHaveLength(3);

    let kills = 0;
    for (const moment of ['within', 'after'] as const) {
      for (let at = 1; at <= KILLS_MAX; at += 1) {
        const story = await begin();
        if (!(await runs(story, moment, at))) break;
        kills += 1;
        await goesOn(story);
        expect(told(story), `killed ${moment} transaction ${at}`).toEqual(expected);
      }
    }
    expect(kills).toBeGreaterThan(10);
  },
  KILLS_MS,
);
