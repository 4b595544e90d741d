import { describe, expect, it } from 'vitest';
import { runSql } from '../support/run-sql.js';
import { HELP, type Story, startStory } from '../support/story.js';

/** The database refuses to keep comments, as a full disk or a revoked right would make it. */
const REFUSE = `
  CREATE FUNCTION refuse_comments() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$;
  CREATE TRIGGER refuse_comments BEFORE INSERT ON comments FOR EACH ROW EXECUTE FUNCTION refuse_comments()`;
const ALLOW = 'DROP TRIGGER refuse_comments ON comments; DROP FUNCTION refuse_comments()';

const lastMessageEvent = (story: Story) =>
  story.slack.events
    .filter(({ event }) => event.type === 'message' && event.text === 'Only from home')
    .at(-1);

describe.each(['socket', 'http'] as const)('in %s mode', (mode) => {
  it('an event is acked only after what it causes is committed, and not at all after a failure', async () => {
    // Slack's own retries, so that nothing is repeated before the test says so.
    const story = await startStory({ mode, slack: { retryDelaysMs: [300, 300, 300], ackTimeoutMs: 200 } });
    const number = await story.opens('Bo', 'VPN down');
    const { ts } = await story.origin(number);

    await runSql(story.databaseUrl, REFUSE);
    story.person('Bo').post(HELP, 'Only from home', { threadTs: ts });
    await story.slack.until(() => (lastMessageEvent(story)?.attempts ?? 0) >= 2, { what: 'the second try' });
    expect(lastMessageEvent(story)?.state).toBe('underway');
    expect(await story.comments(number)).toEqual([]);
    expect(story.troubles.length).toBeGreaterThan(0);

    await runSql(story.databaseUrl, ALLOW);
    await story.slack.until(() => lastMessageEvent(story)?.state === 'acked', { what: 'the ack' });
    expect((await story.comments(number)).map(({ content }) => content)).toEqual(['Only from home']);
    await story.settled();
  });

  it('when Slack sees the ack, the comment is in the database', async () => {
    const story = await startStory({ mode });
    const number = await story.opens('Bo', 'VPN down');
    const { ts } = await story.origin(number);
    for (let count = 0; count < 5; count += 1) {
      story.person('Bo').post(HELP, 'Only from home', { threadTs: ts });
      await story.slack.settled();
      expect(await story.comments(number)).toHaveLength(count + 1);
    }
    await story.settled();
  });

  it('a press is answered with an incident when the database refuses, and works when pressed again', async () => {
    const story = await startStory({ mode });
    const bo = story.person('Bo');
    await story.after(() => bo.command('/ticket', 'new VPN down', { channel: HELP }));
    await runSql(story.databaseUrl, 'ALTER TABLE tickets RENAME TO tickets_away');
    await bo.submit();
    expect(bo.view()).not.toBeNull();
    await runSql(story.databaseUrl, 'ALTER TABLE tickets_away RENAME TO tickets');
    await story.after(() => bo.submit());
    expect(await story.database.prisma.ticket.count()).toBe(1);
  });
});
