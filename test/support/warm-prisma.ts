/** Keeps Prisma clients of closed databases for the next ones: a new client takes 60 ms, and has yet to compile every query. */
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { type OpenPrisma, openNewPrisma } from '../../src/database/client.js';

type WarmPrisma = {
  opened: ReturnType<OpenPrisma>;
  /** Of the database that it is lent to. Prisma asks for connections again after each disconnecting. */
  adapter: SqlDriverAdapterFactory | null;
};

const resting: WarmPrisma[] = [];

/** What is closed is of no use any more: whatever still held the client would otherwise write into the next test's database. */
export const openWarmPrisma: OpenPrisma = (adapter) => {
  const warm = resting.pop() ?? makeWarm(adapter);
  warm.adapter = adapter;
  const { proxy: prisma, revoke } = Proxy.revocable(warm.opened.prisma, {});
  const close = async () => {
    await warm.opened.close();
    revoke();
    warm.adapter = null;
    // What began while it was closing has connected it again.
    await warm.opened.close();
    resting.push(warm);
  };
  return { prisma, close };
};

function makeWarm(first: SqlDriverAdapterFactory): WarmPrisma {
  const { provider, adapterName } = first;
  const connect = async () => {
    if (warm.adapter === null) throw new Error('The database of this client is closed');
    return warm.adapter.connect();
  };
  const warm: WarmPrisma = { opened: openNewPrisma({ provider, adapterName, connect }), adapter: null };
  return warm;
}
