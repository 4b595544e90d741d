/** Whose Home a change concerns is written down with it, whoever makes the change: hand-written SQL, or the version before. */
import { beforeEach, describe, expect, it } from 'vitest';
import { useRules } from './use-rules.js';

const { sql } = useRules();

const REPORTER = 1;
const ASSIGNEE = 2;
const OTHER = 3;

/** The ticket is the reporter's, and the assignee has it; there is another person, and another project. */
beforeEach(async () => {
  await sql(`
    INSERT INTO users (slack_user_id) VALUES ('U2'), ('U3');
    INSERT INTO projects (key, name) VALUES ('HR', 'Human Resources');
    INSERT INTO project_agents (project_id, user_id, is_member) VALUES (1, 2, true);
    UPDATE tickets SET assignee_id = ${ASSIGNEE};
    INSERT INTO calendars (name, time_zone) VALUES ('Hours', 'UTC');
    INSERT INTO posts (key, kind, channel_id) VALUES ('k', 'mirror', 1);
    DELETE FROM home_changes`);
});

type Concerned = { agentsOf?: number; people?: number[]; admins?: true; atOnce?: true };

async function concernedBy(statement: string): Promise<Concerned[]> {
  await sql(statement);
  const { rows } = await sql('SELECT * FROM home_changes ORDER BY id');
  return rows.map(({ project_id, user_ids, is_for_admins, is_at_once }) => {
    const people = ((user_ids ?? []) as (number | null)[]).filter((id) => id !== null);
    return {
      ...(project_id === null ? {} : { agentsOf: project_id }),
      ...(people.length === 0 ? {} : { people: people.sort() }),
      ...(is_for_admins ? { admins: true as const } : {}),
      ...(is_at_once ? { atOnce: true as const } : {}),
    };
  });
}

const changed = (assignments: string) => `UPDATE tickets SET ${assignments} WHERE id = 1`;
const THEIRS = { agentsOf: 1, people: [REPORTER, ASSIGNEE] };

describe('a ticket concerns its reporter, who has it, and the agents of its project', () => {
  it.each([
    ['its status', `status = 'in_progress', status_category = 'in_progress'`],
    ['its priority', `priority = 'critical'`],
    ['a first response', 'first_responded_at = now()'],
    ['its response target', 'response_target = now()'],
    ['its resolution target', 'resolution_target = now()'],
    ['a breached response', 'response_breached_at = now()'],
    ['a breached resolution', 'resolution_breached_at = now()'],
    ['a response at risk', 'response_at_risk_at = now()'],
    ['a resolution at risk', 'resolution_at_risk_at = now()'],
    ['a pause', 'clock_paused_at = now()'],
    ['what is left of its target', 'resolution_remaining_seconds = 60'],
    ['being confidential no more', 'confidential = false'],
  ])('by %s', async (_name, assignments) => {
    await sql(`${changed('confidential = true')}; DELETE FROM home_changes`);
    expect(await concernedBy(changed(assignments))).toEqual([THEIRS]);
  });

  it('by being there', async () => {
    const made = `INSERT INTO tickets (ticket_number, title, reporter_id, project_id) VALUES ('IT-2', 'x', ${OTHER}, 1)`;
    expect(await concernedBy(made)).toEqual([{ agentsOf: 1, people: [OTHER] }]);
  });

  it('by a warning, which changes no column of it', async () => {
    const warned = `INSERT INTO sla_alerts (ticket_id, target_kind, threshold, clock_version, occurred_at) VALUES (1, 'response', 80, 1, now())`;
    expect(await concernedBy(warned)).toEqual([THEIRS]);
  });

  it.each([
    ['a description', `description = 'x'`],
    ['the same once more', 'title = title, status = status'],
    ['a time to look again', 'next_wake_at = now(), follow_up_at = now()'],
  ])('not by %s, which no Home shows', async (_name, assignments) => {
    expect(await concernedBy(changed(assignments))).toEqual([]);
  });
});

describe('whoever may see less is concerned at once', () => {
  it.each<[string, string, Concerned[]]>([
    ['a title that may have been redacted', changed(`title = 'x'`), [{ ...THEIRS, atOnce: true }]],
    [
      'another reporter',
      changed(`reporter_id = ${OTHER}`),
      [
        { agentsOf: 1, people: [ASSIGNEE, OTHER] },
        { people: [REPORTER, ASSIGNEE], atOnce: true },
      ],
    ],
    [
      'a ticket that becomes confidential',
      changed('confidential = true'),
      [THEIRS, { people: [ASSIGNEE], atOnce: true }],
    ],
    [
      'a ticket that goes to another project',
      changed('project_id = 2'),
      [
        { agentsOf: 2, people: [REPORTER, ASSIGNEE] },
        { agentsOf: 1, people: [ASSIGNEE], atOnce: true },
      ],
    ],
    [
      'an agent who is one no more',
      'UPDATE project_agents SET is_member = false',
      [{ people: [ASSIGNEE], atOnce: true }, { admins: true }],
    ],
    [
      'an agent whose row is gone',
      'DELETE FROM project_agents',
      [{ people: [ASSIGNEE], atOnce: true }, { admins: true }],
    ],
    ['a guest', `UPDATE users SET is_guest = true WHERE id = ${OTHER}`, [{ people: [OTHER], atOnce: true }]],
    [
      'somebody from elsewhere',
      `UPDATE users SET is_external = true WHERE id = ${OTHER}`,
      [{ people: [OTHER], atOnce: true }],
    ],
    [
      'an admin',
      `UPDATE users SET is_superuser = true WHERE id = ${OTHER}`,
      [{ people: [OTHER], atOnce: true }],
    ],
    [
      'somebody deactivated',
      `UPDATE users SET is_deactivated = true WHERE id = ${OTHER}`,
      [{ people: [OTHER], atOnce: true }],
    ],
  ])('%s', async (_name, statement, expected) => {
    expect(await concernedBy(statement)).toEqual(expected);
  });

  it('everybody who sees tickets of somebody who is erased', async () => {
    await sql(`UPDATE tickets SET reporter_id = ${OTHER}; DELETE FROM home_changes`);
    const erased = `UPDATE users SET erased_at = now(), slack_user_id = 'erased-' || id, is_deactivated = true WHERE id = ${OTHER}`;
    expect(await concernedBy(erased)).toEqual(
      expect.arrayContaining([{ agentsOf: 1, people: [ASSIGNEE, OTHER], atOnce: true }]),
    );
  });
});

it('whoever had a ticket that somebody else has now', async () => {
  expect(await concernedBy(changed(`assignee_id = ${OTHER}`))).toEqual([
    { agentsOf: 1, people: [REPORTER, OTHER] },
    { people: [ASSIGNEE] },
  ]);
});

describe('what a Home shows beside tickets concerns whose tickets it stands at', () => {
  const renamed = (id: number, assignments: string) => `UPDATE users SET ${assignments} WHERE id = ${id}`;
  const shows = (isShown: boolean) => `UPDATE projects SET show_targets = ${isShown} WHERE id = 1`;
  const OF_PROJECT = { agentsOf: 1, admins: true } as const;

  it.each<[string, string, Concerned[]]>([
    ['the shown name of a reporter', renamed(REPORTER, `display_name = 'Bo B.'`), [THEIRS]],
    ['the shown name of who has it', renamed(ASSIGNEE, `display_name = 'Ana A.'`), [THEIRS]],
    ['the name in full of somebody who has no other', renamed(ASSIGNEE, `real_name = 'Ana Ahn'`), [THEIRS]],
    ['the name of somebody who has nothing to do with one', renamed(OTHER, `display_name = 'Cleo C.'`), []],
    ['their time zone: Slack shows each reader their own', renamed(REPORTER, `time_zone = 'Asia/Tokyo'`), []],
    ['targets that are shown from now on', shows(true), [OF_PROJECT, { people: [REPORTER] }]],
  ])('%s', async (_name, statement, expected) => {
    await sql(
      `UPDATE users SET display_name = ''; UPDATE projects SET show_targets = false; DELETE FROM home_changes`,
    );
    expect(await concernedBy(statement)).toEqual(expect.arrayContaining(expected));
    expect((await sql('SELECT FROM home_changes')).rowCount).toBe(expected.length);
  });

  it('targets that are shown no more, at once: whoever saw them may not', async () => {
    await sql(`${shows(true)}; DELETE FROM home_changes`);
    expect(await concernedBy(shows(false))).toEqual([OF_PROJECT, { people: [REPORTER], atOnce: true }]);
  });

  it.each([
    ['a name in full that stands behind another', renamed(REPORTER, `real_name = 'Bo Berg'`)],
    ['a name on nothing but what is closed', `${renamed(REPORTER, `display_name = 'Bo B.'`)}`],
  ])('not %s', async (_name, statement) => {
    const isClosed = `status = 'closed', status_category = 'done', resolution = 'done', closed_at = now(), resolved_at = now()`;
    await sql(`UPDATE users SET display_name = 'Bo'; ${changed(isClosed)}; DELETE FROM home_changes`);
    expect(await concernedBy(statement)).toEqual([]);
  });
});

describe('how the desk is set up concerns its admins', () => {
  it.each<[string, string, Concerned[]]>([
    [
      'a new project',
      `INSERT INTO projects (key, name) VALUES ('OPS', 'x')`,
      [{ agentsOf: 3, admins: true }],
    ],
    ['another name for one', `UPDATE projects SET name = 'x' WHERE id = 1`, [{ agentsOf: 1, admins: true }]],
    [
      'an archived one',
      'UPDATE projects SET archived_at = now() WHERE id = 1',
      [{ agentsOf: 1, admins: true }],
    ],
    [
      'whether it shows targets',
      'UPDATE projects SET show_targets = NOT show_targets WHERE id = 2',
      [{ agentsOf: 2, admins: true }],
    ],
    ['the role of a channel', `UPDATE channels SET role = 'request', project_id = 1`, [{ admins: true }]],
    ['a policy', 'INSERT INTO sla_policies (project_id, calendar_id) VALUES (2, 1)', [{ admins: true }]],
    [
      'work that has stopped',
      `INSERT INTO job_outages (job, since_at, noticed_at) VALUES ('sweep-clocks', now(), now())`,
      [{ admins: true }],
    ],
    ['a post that Slack refused', `UPDATE posts SET state = 'failed'`, [{ admins: true }]],
    ['not one that it took', `UPDATE posts SET state = 'sent', message_ts = '1.000001'`, []],
  ])('%s', async (_name, statement, expected) => {
    expect(await concernedBy(statement)).toEqual(expected);
  });
});
