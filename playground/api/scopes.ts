/** Which scopes a call needs, and Slack's refusal of one that the app was not granted. */

import { violate, type WorkspaceCore } from '../workspace/core.js';
import { asText, entryOf } from '../workspace/json.js';
import type { ScopesByKind } from '../workspace/scopes-by-kind.js';
import { SlackError } from '../workspace/slack-error.js';
import type { ChannelKind, JsonObject } from '../workspace/types.js';

/** Null: any token will do. */
export type MethodScope = string | ScopesByKind | null;

const KIND_OF_TYPE: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: 'mpim',
  im: 'im',
};

function listed(value: unknown): string[] {
  return asText(value)
    .split(',')
    .map((one) => one.trim());
}

/** The kinds of conversation that a call is about: the one it names, those it lists, or the one it opens. */
function kindsOf(core: WorkspaceCore, args: JsonObject): ChannelKind[] {
  const kind = core.state.channels.get(asText(args.channel))?.kind;
  if (kind !== undefined) return [kind];
  if (args.users !== undefined) return [listed(args.users).length > 1 ? 'mpim' : 'im'];
  return args.channel === undefined
    ? listed(args.types ?? 'public_channel').flatMap((type) => entryOf(KIND_OF_TYPE, type) ?? [])
    : [];
}

function neededScopes(core: WorkspaceCore, scope: MethodScope, args: JsonObject): readonly string[] {
  const isMissing = (one: string): boolean => !core.scopes.includes(one);
  if (scope === null) return [];
  if (typeof scope === 'string') return [scope].filter(isMissing);
  const all = Object.values(scope);
  if (all.every(isMissing)) return all;
  return [...new Set(kindsOf(core, args).map((kind) => scope[kind]))].filter(isMissing);
}

/** Throws `missing_scope`, which says what is needed and what there is. */
export function checkScope(core: WorkspaceCore, method: string, scope: MethodScope, args: JsonObject): void {
  const needed = neededScopes(core, scope, args).join(',');
  if (needed === '') return;
  violate(core, 'missing_scope', `${method}: needs ${needed}`);
  throw new SlackError('missing_scope', [], { needed, provided: core.scopes.join(',') });
}

/** As Slack names in `x-accepted-oauth-scopes` whatever the method takes. */
export function acceptedScopes(scope: MethodScope): string {
  if (scope === null) return '';
  return typeof scope === 'string' ? scope : Object.values(scope).join(',');
}
