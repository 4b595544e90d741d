/** The scopes that differ by the kind of a conversation: https://docs.slack.dev/reference/scopes */

import type { ChannelKind } from './types.js';

/** A call or an event needs those of the conversations that it is about. */
export type ScopesByKind = Readonly<Record<ChannelKind, string>>;

export const READ: ScopesByKind = {
  public: 'channels:read',
  private: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
};

export const HISTORY: ScopesByKind = {
  public: 'channels:history',
  private: 'groups:history',
  mpim: 'mpim:history',
  im: 'im:history',
};

export const OPEN: ScopesByKind = {
  public: 'channels:manage',
  private: 'groups:write',
  mpim: 'mpim:write',
  im: 'im:write',
};
