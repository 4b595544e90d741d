/** What global setup hands to every test file about the database server they share. */
export type TestServer = {
  /** The maintenance database, as superuser. */
  url: string;
  /** A migrated database that nobody is connected to, to be cloned. */
  template: string;
  /** The cheaper way to clone where the server's files are. */
  cloneStrategy: 'file_copy' | 'wal_log';
  /** SQL that puts a clone back into the template's state. */
  resetSql: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}
