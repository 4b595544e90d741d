/** What global setup hands to every test file about the database server they share. */
export type TestServer = {
  /** The maintenance database, as superuser. */
  url: string;
  /** A migrated database that nobody is connected to, to be cloned. */
  template: string;
  /** SQL that puts a clone back into the template's state. */
  resetSql: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}
