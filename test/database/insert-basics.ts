/** One user, project, channel and ticket, written the way a stranger with `psql` would: core columns only. */
import type pg from 'pg';

/** All of them get id 1 in an empty database; the channel is a plain public one. */
export const BASICS_SQL = `
  INSERT INTO users (slack_user_id) VALUES ('U1');
  INSERT INTO projects (key, name) VALUES ('IT', 'IT Support');
  INSERT INTO channels (slack_channel_id) VALUES ('C1');
  INSERT INTO tickets (ticket_number, title, reporter_id, project_id) VALUES ('IT-1', 'VPN down', 1, 1);
`;

export async function insertBasics(pool: pg.Pool): Promise<void> {
  await pool.query(BASICS_SQL);
}
