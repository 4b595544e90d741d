/** What was agreed on for the core of the data model, written by hand: the migrations are checked against it. */

type CoreTable = Readonly<Record<'columns' | 'constraints' | 'indexes' | 'triggers', readonly string[]>>;

const INSTANT = 'timestamp(3) with time zone';
const CREATED = `created_at: ${INSTANT} not null default CURRENT_TIMESTAMP`;
const UPDATED = `updated_at: ${INSTANT} not null default CURRENT_TIMESTAMP`;
const FLAG = 'boolean not null default false';
const KEPT = 'ON UPDATE CASCADE ON DELETE RESTRICT';

const idOf = (table: string) => `id: integer not null default nextval('${table}_id_seq'::regclass)`;

const DONE = `status = ANY (ARRAY['resolved'::ticket_status, 'closed'::ticket_status])`;

const CATEGORY_OF_STATUS = `CHECK (status_category =
CASE
    WHEN status = ANY (ARRAY['new'::ticket_status, 'open'::ticket_status]) THEN 'todo'::status_category
    WHEN ${DONE} THEN 'done'::status_category
    ELSE 'in_progress'::status_category
END)`;

const tickets: CoreTable = {
  columns: [
    idOf('tickets'),
    'ticket_number: text not null',
    'title: character varying(200) not null',
    "description: text not null default ''::text",
    "status: ticket_status not null default 'new'::ticket_status",
    "status_category: status_category not null default 'todo'::status_category",
    "priority: ticket_priority not null default 'medium'::ticket_priority",
    "issue_type: issue_type not null default 'request'::issue_type",
    'assignee_id: integer',
    'reporter_id: integer not null',
    'project_id: integer not null',
    `response_target: ${INSTANT}`,
    `resolution_target: ${INSTANT}`,
    CREATED,
    `first_responded_at: ${INSTANT}`,
    `resolved_at: ${INSTANT}`,
    `closed_at: ${INSTANT}`,
    UPDATED,
  ],
  constraints: [
    'tickets_pkey: PRIMARY KEY (id)',
    `tickets_assignee_id_fkey: FOREIGN KEY (assignee_id) REFERENCES users(id) ${KEPT}`,
    `tickets_reporter_id_fkey: FOREIGN KEY (reporter_id) REFERENCES users(id) ${KEPT}`,
    `tickets_project_id_fkey: FOREIGN KEY (project_id) REFERENCES projects(id) ${KEPT}`,
    "tickets_ticket_number_format: CHECK (ticket_number ~ '^[A-Z]{2,10}-[1-9][0-9]*$'::text)",
    "tickets_title_not_blank: CHECK (title::text ~ '\\S'::text)",
    `tickets_status_category_agrees: ${CATEGORY_OF_STATUS}`,
    `tickets_resolved_at_agrees: CHECK ((resolved_at IS NOT NULL) = (${DONE}))`,
    "tickets_closed_at_agrees: CHECK ((closed_at IS NOT NULL) = (status = 'closed'::ticket_status))",
  ],
  indexes: [
    'CREATE UNIQUE INDEX tickets_ticket_number_key USING btree (ticket_number)',
    'CREATE INDEX tickets_created_at_idx USING btree (created_at)',
    'CREATE INDEX tickets_status_idx USING btree (status)',
    'CREATE INDEX tickets_project_id_status_created_at_idx USING btree (project_id, status, created_at)',
    'CREATE INDEX tickets_next_wake_at_due_idx USING btree (next_wake_at) WHERE (next_wake_at IS NOT NULL)',
  ],
  triggers: ['tickets_kept', 'tickets_touch_updated_at'],
};

const comments: CoreTable = {
  columns: [
    idOf('comments'),
    'ticket_id: integer not null',
    'author_id: integer not null',
    'content: text not null',
    "comment_type: comment_type not null default 'public'::comment_type",
    CREATED,
    UPDATED,
    `edited_at: ${INSTANT}`,
  ],
  constraints: [
    'comments_pkey: PRIMARY KEY (id)',
    `comments_ticket_id_fkey: FOREIGN KEY (ticket_id) REFERENCES tickets(id) ${KEPT}`,
    `comments_author_id_fkey: FOREIGN KEY (author_id) REFERENCES users(id) ${KEPT}`,
  ],
  indexes: [
    'CREATE INDEX comments_ticket_id_idx USING btree (ticket_id)',
    'CREATE INDEX comments_created_at_idx USING btree (created_at)',
    'CREATE UNIQUE INDEX comments_channel_id_message_ts_key USING btree (channel_id, message_ts)',
  ],
  triggers: ['comments_content_not_empty', 'comments_kept', 'comments_touch_updated_at'],
};

const commentEditHistory: CoreTable = {
  columns: [
    idOf('comment_edit_history'),
    'comment_id: integer not null',
    'edited_by_id: integer not null',
    'previous_content: text not null',
    `edited_at: ${INSTANT} not null`,
  ],
  constraints: [
    'comment_edit_history_pkey: PRIMARY KEY (id)',
    `comment_edit_history_comment_id_fkey: FOREIGN KEY (comment_id) REFERENCES comments(id) ${KEPT}`,
    `comment_edit_history_edited_by_id_fkey: FOREIGN KEY (edited_by_id) REFERENCES users(id) ${KEPT}`,
  ],
  indexes: ['CREATE INDEX comment_edit_history_comment_id_idx USING btree (comment_id)'],
  triggers: ['comment_edit_history_kept'],
};

const projects: CoreTable = {
  columns: [
    idOf('projects'),
    'key: character varying(10) not null',
    'name: character varying(255) not null',
    "description: text not null default ''::text",
    CREATED,
    UPDATED,
    'ticket_counter: integer not null default 0',
  ],
  constraints: [
    'projects_pkey: PRIMARY KEY (id)',
    "projects_key_format: CHECK (key::text ~ '^[A-Z]{2,10}$'::text)",
    "projects_name_not_blank: CHECK (name::text ~ '\\S'::text)",
  ],
  indexes: ['CREATE UNIQUE INDEX projects_key_key USING btree (key)'],
  triggers: [
    'projects_kept',
    'projects_key_is_fixed',
    'projects_ticket_counter_only_rises',
    'projects_touch_updated_at',
  ],
};

const assets: CoreTable = {
  columns: [
    idOf('assets'),
    'name: character varying(255) not null',
    'asset_type: character varying(100) not null',
    'serial_number: character varying(255)',
    "status: character varying(50) not null default 'active'::character varying",
    CREATED,
    'project_id: integer',
    'user_id: integer',
  ],
  constraints: [
    'assets_pkey: PRIMARY KEY (id)',
    `assets_project_id_fkey: FOREIGN KEY (project_id) REFERENCES projects(id) ${KEPT}`,
    `assets_user_id_fkey: FOREIGN KEY (user_id) REFERENCES users(id) ${KEPT}`,
    'assets_belongs_to_project_or_user: CHECK (num_nonnulls(project_id, user_id) >= 1)',
  ],
  indexes: ['CREATE UNIQUE INDEX assets_serial_number_key USING btree (serial_number)'],
  triggers: [],
};

const ticketAssets: CoreTable = {
  columns: ['ticket_id: integer not null', 'asset_id: integer not null'],
  constraints: [
    'ticket_assets_pkey: PRIMARY KEY (ticket_id, asset_id)',
    `ticket_assets_ticket_id_fkey: FOREIGN KEY (ticket_id) REFERENCES tickets(id) ${KEPT}`,
    `ticket_assets_asset_id_fkey: FOREIGN KEY (asset_id) REFERENCES assets(id) ${KEPT}`,
  ],
  indexes: ['CREATE INDEX ticket_assets_asset_id_idx USING btree (asset_id)'],
  triggers: [],
};

const users: CoreTable = {
  columns: [
    idOf('users'),
    'slack_user_id: text not null',
    "display_name: text not null default ''::text",
    "real_name: text not null default ''::text",
    'email: text',
    "time_zone: text not null default 'UTC'::text",
    `is_staff: ${FLAG}`,
    `is_superuser: ${FLAG}`,
    `is_guest: ${FLAG}`,
    `is_external: ${FLAG}`,
    `is_deactivated: ${FLAG}`,
  ],
  constraints: [
    'users_pkey: PRIMARY KEY (id)',
    "users_slack_user_id_not_blank: CHECK (slack_user_id ~ '\\S'::text)",
  ],
  indexes: ['CREATE UNIQUE INDEX users_slack_user_id_key USING btree (slack_user_id)'],
  triggers: ['users_kept', 'users_touch_updated_at'],
};

export const CORE_TABLES: Readonly<Record<string, CoreTable>> = {
  tickets,
  comments,
  comment_edit_history: commentEditHistory,
  projects,
  assets,
  ticket_assets: ticketAssets,
  users,
};

export const CORE_VALUES: Readonly<Record<string, readonly string[]>> = {
  ticket_status: ['new', 'open', 'in_progress', 'waiting', 'on_hold', 'blocked', 'resolved', 'closed'],
  status_category: ['todo', 'in_progress', 'done'],
  ticket_priority: ['low', 'medium', 'high', 'critical'],
  issue_type: ['incident', 'request', 'bug', 'task', 'story', 'epic'],
  ticket_resolution: ['done', 'duplicate', 'cancelled', 'spam'],
  comment_type: ['public', 'internal'],
};
