/** Promise 2 in the log: a day with all its failures, at the most talkative level, and none of what was said in it. */
import { expect, it } from 'vitest';
import { createLog } from '../../src/logger.js';
import { runSql } from '../support/run-sql.js';
import { HELP, startStory } from '../support/story.js';

const MARK = 'zebra';
const SECRETS = {
  botToken: 'xoxb-zebra-bot',
  signingSecret: 'zebra-signing-secret',
  appToken: 'xapp-zebra-app',
};

it.each(['http', 'socket'] as const)(
  'holds no text, address, token or secret at `trace`, over %s',
  async (mode) => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line) => void lines.push(line) });
    const story = await startStory({ mode, slack: SECRETS, log });
    const { slack, person, after, database } = story;
    const number = await story.opens('Bo', `${MARK} title`, {
      fields: { Description: `${MARK} words, ask ${MARK}@example.org` },
    });
    const { ts } = await story.origin(number);
    const file = { name: `${MARK}-plans.pdf`, content: `${MARK} in a file` };
    await after(() => person('Bo').post(HELP, `${MARK} reply`, { threadTs: ts, files: [file] }));
    await after(() => person('Ana').command('/ticket', `note ${number} ${MARK} note`));
    await after(() => person('Ana').command('/ticket', `nonsense ${MARK}`));

    slack.faults.api('chat.postMessage', { kind: 'status', status: 500 }, { times: 1 });
    await after(() => person('Ana').command('/ticket', `comment ${number} ${MARK} comment`));
    slack.faults.api('chat.postMessage', { kind: 'error', error: 'not_in_channel' }, { times: 1 });
    await after(() => person('Ana').command('/ticket', `comment ${number} ${MARK} again`));

    await after(() =>
      person('Cleo').forge({
        type: 'block_actions',
        actions: [{ action_id: 'take', value: { [MARK]: MARK } }],
      }),
    );
    const view = {
      id: 'V1',
      type: 'modal',
      callback_id: 'reply',
      private_metadata: `${MARK} {`,
      blocks: [],
      state: { values: {} },
    };
    await after(() => person('Cleo').forge({ type: 'view_submission', view }));

    // PostgreSQL's words and details name the row that was refused.
    await runSql(
      story.databaseUrl,
      `ALTER TABLE tickets ADD CONSTRAINT never CHECK (title NOT LIKE '%stripes%')`,
    );
    await after(() => person('Ana').command('/ticket', `title ${number} ${MARK} stripes`));
    await runSql(
      story.databaseUrl,
      'ALTER TABLE tickets DROP CONSTRAINT never; ALTER TABLE comments RENAME TO comments_away',
    );
    await after(() => person('Ana').command('/ticket', `comment ${number} ${MARK} lost`));
    await runSql(story.databaseUrl, 'ALTER TABLE comments_away RENAME TO comments');

    const written = lines.join('');
    const incidents = lines.filter((line) => line.includes('"incident"'));
    expect(incidents.length).toBeGreaterThanOrEqual(4);
    expect(written).toContain('post');
    const emails = (await database.prisma.user.findMany({ select: { email: true } })).flatMap(
      ({ email }) => email ?? [],
    );
    expect(emails).not.toEqual([]);
    const { state } = slack.workspace;
    const triggers = [...state.triggers.keys()];
    const answers = [...state.responseUrls.keys()];
    expect(Math.min(triggers.length, answers.length)).toBeGreaterThan(0);
    const doors = [slack.signingSecret, story.databaseUrl, '/response/', 'wss://', 'ticket='];
    for (const mark of [MARK, 'stripes', ...doors, ...triggers, ...answers, ...emails]) {
      expect(
        lines.filter((line) => line.includes(mark)),
        mark,
      ).toEqual([]);
    }
  },
  60_000,
);
