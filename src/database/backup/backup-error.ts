/** What an operator is told when a backup cannot be made or put back. */

const TROUBLES = {
  file_exists: 'There is a file of that name already. Choose another name, or move that file away.',
  file_missing: 'There is no such file. Check the path.',
  folder_missing: 'The folder for the backup is not there. Make it, or choose another path.',
  not_a_backup:
    'This is no backup of Threadesk. `npm run restore` takes the files that `npm run backup` writes; for a dump of pg_dump use pg_restore.',
  other_format:
    'This backup has a format that this version of Threadesk does not read. Install the version that made it, or a newer one, and restore with that.',
  damaged: 'This backup is damaged or was not copied whole. Copy it again, or take another one.',
  unknown_migrations:
    'This backup was made by a version of Threadesk that this one does not know. Install that version, or a newer one, and restore with that.',
  not_migrated:
    'This database has no tables of this version of Threadesk. Start the bot once, so that it migrates the database, or check DATABASE_URL and DATA_DIR.',
  foreign_tables:
    'This database holds tables of another program, which a restore would be mixed with. Make an empty database and name it in DATABASE_URL.',
  not_empty:
    'This database is in use by a desk already. Restore into an empty one, or add `--replace --yes` to delete what is in this one.',
  in_use: 'A bot is connected to this database. Stop every bot that uses it, then restore.',
} as const;

export type BackupTrouble = keyof typeof TROUBLES;

/** The message says what is wrong and what to do; `detail` is a path, names or counts, and never what people wrote. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly trouble: BackupTrouble;

  constructor(trouble: BackupTrouble, detail: string, options?: ErrorOptions) {
    super(`${TROUBLES[trouble]} (${detail})`, options);
    this.trouble = trouble;
  }
}
