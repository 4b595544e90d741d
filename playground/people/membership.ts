/** A person comes, goes, and changes channels and their own profile. */

import { tellApp } from '../workspace/app-events.js';
import {
  addToChannel,
  convertToPrivate,
  convertToPublic,
  createChannel,
  deleteChannel,
  openConversation,
  removeFromChannel,
  renameChannel,
  setArchived,
  shareChannel,
  unshareChannel,
} from '../workspace/channels.js';
import { changed, findChannel, memberNamed, nextTs } from '../workspace/core.js';
import { compact } from '../workspace/json.js';
import { changeProfile, type ProfileChange } from '../workspace/members.js';
import { NotPossible } from '../workspace/slack-error.js';
import { homeOf, viewJson } from '../workspace/views.js';
import { type Client, channelFor, directMessages, ownChannel, readableChannel } from './client.js';

export type Membership = {
  join(channel: string): void;
  leave(channel: string): void;
  /** Invites somebody, the bot too. */
  invite(channel: string, who: string): void;
  remove(channel: string, who: string): void;
  createChannel(name: string, options?: { isPrivate?: boolean; members?: readonly string[] }): string;
  /** The group direct message with these people; the bot counts as one. Returns its id. */
  groupWith(who: readonly string[]): string;
  convertToPrivate(channel: string): void;
  convertToPublic(channel: string): void;
  rename(channel: string, name: string): void;
  archive(channel: string): void;
  unarchive(channel: string): void;
  /** For good, with all that was said in it; admins alone may. */
  deleteChannel(channel: string): void;
  /** Shares a channel with Olga's organization; with `changesId` it gets a new id. Returns the id it has then. */
  share(channel: string, options?: { changesId?: boolean }): string;
  unshare(channel: string): void;
  /** Changes the own profile: `user_change`. */
  setProfile(change: ProfileChange): void;
  /** Opens the direct messages with somebody, the bot where nobody is named. Returns their id. */
  dm(who?: string): string;
  /** Opens the app's home: `app_home_opened`. */
  openHome(tab?: 'home' | 'messages'): void;
};

const OTHER_TEAM_ID = 'T0OUTSIDE01';

function join(client: Client, channelName: string): void {
  const channel = channelFor(client, channelName);
  const { me } = client;
  const mayJoin = channel.kind === 'public' && !me.isRestricted && !me.isStranger;
  if (!mayJoin) throw new NotPossible(`${me.displayName} cannot join #${channel.name} uninvited`);
  addToChannel(client.core, channel, me);
}

function create(client: Client, name: string, isPrivate: boolean, members: readonly string[]): string {
  if (findChannel(client.core, name)) throw new NotPossible(`There is a channel called #${name} already`);
  const channel = createChannel(client.core, client.me, { name, kind: isPrivate ? 'private' : 'public' });
  for (const who of members) addToChannel(client.core, channel, memberNamed(client.core, who), client.me);
  return channel.id;
}

function deleteAsAdmin(client: Client, channelName: string): void {
  const channel = ownChannel(client, channelName);
  const { me } = client;
  if (!me.isAdmin && !me.isOwner) throw new NotPossible(`${me.displayName} cannot delete #${channel.name}`);
  if (channel.isGeneral) throw new NotPossible(`#${channel.name} cannot be deleted`);
  deleteChannel(client.core, channel, me);
}

function openHome(client: Client, tab: 'home' | 'messages'): void {
  const { core, me } = client;
  const home = homeOf(core, me.id);
  tellApp(
    core,
    compact({
      type: 'app_home_opened',
      user: me.id,
      channel: directMessages(client).id,
      tab,
      view: tab === 'home' && home ? viewJson(core, home) : undefined,
      event_ts: nextTs(core),
    }),
  );
  changed(core);
}

export function membership(client: Client): Membership {
  const { core, me } = client;
  return {
    join: (channel) => join(client, channel),
    leave: (channel) => removeFromChannel(core, ownChannel(client, channel), me, me),
    invite: (channel, who) => addToChannel(core, ownChannel(client, channel), memberNamed(core, who), me),
    remove: (channel, who) =>
      removeFromChannel(core, ownChannel(client, channel), memberNamed(core, who), me),
    createChannel: (name, { isPrivate = false, members = [] } = {}) =>
      create(client, name, isPrivate, members),
    groupWith: (who) =>
      openConversation(core, [me.id, ...who.map((name) => memberNamed(core, name).id)]).channel.id,
    convertToPrivate: (channel) => convertToPrivate(core, ownChannel(client, channel), me),
    convertToPublic: (channel) => convertToPublic(core, ownChannel(client, channel), me),
    rename: (channel, name) => renameChannel(core, ownChannel(client, channel), name),
    archive: (channel) => setArchived(core, ownChannel(client, channel), me, true),
    unarchive: (channel) => setArchived(core, readableChannel(client, channel), me, false),
    deleteChannel: (channel) => deleteAsAdmin(client, channel),
    share: (channelName, options) => {
      const channel = ownChannel(client, channelName);
      shareChannel(core, channel, OTHER_TEAM_ID, options);
      return channel.id;
    },
    unshare: (channel) => unshareChannel(core, ownChannel(client, channel)),
    setProfile: (change) => changeProfile(core, me, change),
    dm: (who) =>
      (who === undefined ? directMessages(client) : channelFor(client, `@${who.replace(/^@/, '')}`)).id,
    openHome: (tab = 'home') => openHome(client, tab),
  };
}
