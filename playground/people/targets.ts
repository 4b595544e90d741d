/** Finds the element a person means, in a message they can see or in a view they have open. */

import { channelNamed, memberNamed } from '../workspace/core.js';
import type { Lookups } from '../workspace/element-values.js';
import { findEphemeral } from '../workspace/ephemerals.js';
import { addFile, type FileToShare, fileJson, filetypeOf } from '../workspace/files.js';
import { asText, isObject } from '../workspace/json.js';
import { messageJson } from '../workspace/message-json.js';
import { issueResponseUrl, responseUrlOf } from '../workspace/response-urls.js';
import { NotPossible } from '../workspace/slack-error.js';
import { issueTrigger } from '../workspace/triggers.js';
import type { Ephemeral, JsonObject } from '../workspace/types.js';
import { elementsOf, valuesIn, viewJson } from '../workspace/views.js';
import {
  type ChosenValues,
  type Client,
  messageIn,
  payloadBase,
  readableChannel,
  shownChannelName,
} from './client.js';

/** A message (what `sees()` and `post()` give) or an open view (what `view()` and `home()` give). */
export type Target = { channel: string; ts: string } | { viewId: string };

/** What an interaction with a target carries, and where its answers go. */
export type Surface = {
  blocks: readonly JsonObject[];
  /** The part of the payload that says where it happened. */
  where: JsonObject;
  values: { readonly [blockId: string]: { readonly [actionId: string]: JsonObject } };
  /** From now on this stands there for the person, and it is part of what is sent. */
  keep(blockId: string, actionId: string, value: JsonObject): void;
  viewId?: string;
  responses: readonly Ephemeral[];
};

function put(values: ChosenValues, blockId: string, actionId: string, value: JsonObject): void {
  values[blockId] = { ...values[blockId], [actionId]: value };
}

function messageSurface(client: Client, target: { channel: string; ts: string }): Surface {
  const { core, me } = client;
  const channel = readableChannel(client, target.channel);
  const own = findEphemeral(core, me.id, target.ts);
  const ephemeral = own?.channelId === channel.id ? own : undefined;
  const message = ephemeral ?? messageIn(client, channel, target.ts);
  const isEphemeral = ephemeral !== undefined;
  const blocks = message.blocks ?? [];
  const original = { ts: target.ts, isEphemeral };
  const issued = issueResponseUrl(core, { userId: me.id, channelId: channel.id, original });
  const key = `${channel.id}:${target.ts}`;
  const values = valuesIn(blocks, client.chosen.get(key));
  const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  return {
    blocks,
    values,
    keep: (...chosen) => {
      const known = client.chosen.get(key) ?? {};
      client.chosen.set(key, known);
      for (const held of [known, values]) put(held, ...chosen);
    },
    responses: issued.responses,
    where: {
      container: {
        type: 'message',
        message_ts: target.ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...thread,
      },
      channel: { id: channel.id, name: shownChannelName(channel) },
      ...('reactions' in message ? { message: messageJson(core, message) } : {}),
      state: { values },
      response_url: responseUrlOf(core, issued),
    },
  };
}

function viewSurface(client: Client, viewId: string): Surface {
  const view = client.core.state.views.get(viewId);
  if (!view || view.userId !== client.me.id) {
    throw new NotPossible(`${client.me.displayName} has no view ${viewId} open`);
  }
  return {
    blocks: view.definition.blocks as readonly JsonObject[],
    values: view.values,
    keep: (...chosen) => put(view.values, ...chosen),
    viewId,
    responses: [],
    where: { container: { type: 'view', view_id: view.id }, view: viewJson(client.core, view) },
  };
}

/** Throws NotPossible where the person cannot see the message or has no such view open. */
export function surfaceOf(client: Client, target: Target): Surface {
  return 'viewId' in target ? viewSurface(client, target.viewId) : messageSurface(client, target);
}

function labelOf(element: JsonObject): string {
  const label = isObject(element.text) ? element.text : element.placeholder;
  return isObject(label) ? asText(label.text) : '';
}

export type Found = { block: JsonObject; element: JsonObject };

/** Tells apart elements of one action id: rows of a list, say. */
export type Which = { blockId?: string; value?: string };

/** The element with this action id, or else with this label. Throws NotPossible and says what there is. */
export function findElement(surface: Surface, name: string, { blockId, value }: Which = {}): Found {
  const all = elementsOf(surface.blocks).filter(
    ({ block, element }) =>
      (blockId === undefined || block.block_id === blockId) &&
      (value === undefined || element.value === value),
  );
  const found =
    all.find(({ element }) => element.action_id === name) ??
    all.find(({ element }) => labelOf(element) === name);
  if (found) return found;
  const offered = all.map(({ element }) => `${asText(element.action_id)} (${labelOf(element)})`);
  throw new NotPossible(`There is no ${name} here; there are: ${offered.join(', ') || 'no controls'}`);
}

/** The block_actions payload of using one element. */
export function actionPayload(
  client: Client,
  surface: Surface,
  { block, element }: Found,
  chosen: JsonObject,
): JsonObject {
  const { core, me } = client;
  const { options: _, option_groups: __, confirm: ___, ...described } = element;
  return {
    ...payloadBase(client, 'block_actions'),
    ...surface.where,
    trigger_id: issueTrigger(core, me.id, surface.viewId),
    actions: [
      {
        ...described,
        block_id: block.block_id,
        ...chosen,
        action_ts: `${core.clock.now().getTime() / 1000}`,
      },
    ],
  };
}

export function lookups(client: Client, options: readonly JsonObject[]): Lookups {
  return {
    options,
    memberId: (name) => memberNamed(client.core, name).id,
    channelId: (name) => channelNamed(client.core, name).id,
    file: (element, chosen) =>
      uploaded(client, element, typeof chosen === 'string' ? { name: chosen } : chosen),
  };
}

/** The client takes only the kinds of files that the element names. */
function uploaded({ core, me }: Client, { filetypes }: JsonObject, file: FileToShare): JsonObject {
  if (Array.isArray(filetypes) && !filetypes.includes(filetypeOf(file.name))) {
    throw new NotPossible(`${file.name} cannot be chosen: only ${filetypes.join(', ')}`);
  }
  return fileJson(core, addFile(core, me.id, null, file));
}
