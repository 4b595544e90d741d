/** Keeps a conversation what it is until the transaction ends. */
import { Prisma } from '../generated/client.js';
import type { ChannelKind, ChannelRole } from '../generated/enums.js';

export type Place = { kind: ChannelKind; isExternal: boolean; role: ChannelRole | null };

/** No row where it is something else by now. Senders hold it beside each other; whoever changes it waits for them, and they for it. */
export function holdPlaceSql(channelId: number, { kind, isExternal, role }: Place): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM channels
    WHERE id = ${channelId} AND kind = ${kind}::channel_kind AND is_external = ${isExternal}
      AND role IS NOT DISTINCT FROM ${role}::channel_role
    FOR SHARE`;
}
