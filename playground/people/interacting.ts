/** A person uses the app: commands, shortcuts, buttons, menus. */

import { suggestionProblems } from '../block-kit/validate.js';
import { claimOfRequest } from '../workspace/claim.js';
import { channelNamed, claiming, violate } from '../workspace/core.js';
import { asList, type Choice, chosenValue, optionsOf, pickOption } from '../workspace/element-values.js';
import { asObject, asObjects, asText, isObject } from '../workspace/json.js';
import { messageJson } from '../workspace/message-json.js';
import { readResponse } from '../workspace/read-response.js';
import { issueResponseUrl, responseUrlOf, showResponse } from '../workspace/response-urls.js';
import { NotPossible, SlackError } from '../workspace/slack-error.js';
import { typedText } from '../workspace/text.js';
import { issueTrigger } from '../workspace/triggers.js';
import type { JsonObject, ResponseUrl } from '../workspace/types.js';
import {
  asInteraction,
  type Client,
  type Interaction,
  messageIn,
  ownChannel,
  payloadBase,
  readableChannel,
  shownChannelName,
} from './client.js';
import {
  actionPayload,
  type Found,
  findElement,
  lookups,
  type Surface,
  surfaceOf,
  type Target,
  type Which,
} from './targets.js';

export type Interacting = {
  /** Types a slash command in a channel (default: #general, and the direct messages with the bot for guests). */
  command(name: string, text?: string, options?: { channel?: string }): Promise<Interaction>;
  shortcut(callbackId: string): Promise<Interaction>;
  messageShortcut(callbackId: string, channel: string, ts: string): Promise<Interaction>;
  /** Presses a button, named by its action id or label. Throws NotPossible where there is none to press. */
  press(target: Target, button: string, which?: Which): Promise<Interaction>;
  /** Chooses in a menu, picker or box: option labels or values, names of people and channels, dates. */
  choose(
    target: Target,
    element: string,
    choice: Choice,
    options?: { blockId?: string },
  ): Promise<Interaction>;
  /** The labels and values that an external menu offers for what was typed. */
  options(
    target: Target,
    element: string,
    query: string,
    options?: { blockId?: string },
  ): Promise<readonly JsonObject[]>;
  /** Sends an interaction that Slack's client would never make; members given replace the usual ones. */
  forge(payload: JsonObject): Promise<Interaction>;
};

function showAck(client: Client, issued: ResponseUrl, body: unknown): void {
  try {
    const response = readResponse(client.core, body);
    if (response) showResponse(client.core, issued, response);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    violate(client.core, 'command_ack', error.message);
  }
}

async function command(
  client: Client,
  name: string,
  text: string,
  channelName: string,
): Promise<Interaction> {
  const { core, me, dispatcher } = client;
  if (me.isStranger) throw new NotPossible(`${me.displayName} is from outside and cannot run ${name}`);
  const channel = ownChannel(client, channelName);
  const { team, app } = core.state;
  const issued = issueResponseUrl(core, { userId: me.id, channelId: channel.id });
  const outcome = await dispatcher.deliverInteraction('slash_commands', {
    token: 'playground-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: shownChannelName(channel),
    user_id: me.id,
    user_name: me.handle,
    command: name,
    text: app.shouldEscape ? typedText(core, text.trim(), 'command') : text.trim(),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: responseUrlOf(core, issued),
    trigger_id: issueTrigger(core, me.id),
  });
  if (outcome.isAcked) claiming(core, claimOfRequest(outcome), () => showAck(client, issued, outcome.body));
  return asInteraction(outcome, issued.responses);
}

async function interact(
  client: Client,
  payload: JsonObject,
  responses: Surface['responses'] = [],
): Promise<Interaction> {
  return asInteraction(await client.dispatcher.deliverInteraction('interactive', payload), responses);
}

function shortcut(client: Client, callbackId: string): Promise<Interaction> {
  const { api_app_id: _, user, ...base } = payloadBase(client, 'shortcut');
  const { name: __, ...userOfShortcut } = asObject(user);
  const trigger = issueTrigger(client.core, client.me.id);
  return interact(client, {
    ...base,
    user: userOfShortcut,
    callback_id: callbackId,
    trigger_id: trigger,
    action_ts: actionTs(client),
  });
}

function actionTs(client: Client): string {
  return (client.core.clock.now().getTime() / 1000).toFixed(6);
}

function messageShortcut(
  client: Client,
  callbackId: string,
  channelName: string,
  ts: string,
): Promise<Interaction> {
  const { core, me } = client;
  const channel = readableChannel(client, channelName);
  const message = messageIn(client, channel, ts);
  const issued = issueResponseUrl(core, { userId: me.id, channelId: channel.id });
  const { api_app_id: _, ...base } = payloadBase(client, 'message_action');
  const payload = {
    ...base,
    action_ts: actionTs(client),
    channel: { id: channel.id, name: shownChannelName(channel) },
    callback_id: callbackId,
    trigger_id: issueTrigger(core, me.id),
    response_url: responseUrlOf(core, issued),
    message_ts: ts,
    message: messageJson(core, message, { withThread: true }),
  };
  return interact(client, payload, issued.responses);
}

function press(client: Client, target: Target, button: string, which?: Which): Promise<Interaction> {
  const surface = surfaceOf(client, target);
  const found = findElement(surface, button, which);
  if (found.element.type !== 'button')
    throw new NotPossible(`${button} is no button, but a ${found.element.type}`);
  return interact(client, actionPayload(client, surface, found, {}), surface.responses);
}

/** Slack's own, where the element says nothing: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const QUERY_LENGTH_MIN = 3;

/** Asks the app for the options of an external menu; it is not asked before enough is typed. */
async function suggestions(
  client: Client,
  target: Target,
  name: string,
  query: string,
  which?: Which,
): Promise<JsonObject[]> {
  const surface = surfaceOf(client, target);
  const { block, element } = findElement(surface, name, which);
  const { min_query_length: min = QUERY_LENGTH_MIN } = element;
  if (query.length < Number(min)) return [];
  const { response_url: _, state: __, ...where } = surface.where;
  const outcome = await client.dispatcher.deliverInteraction('interactive', {
    ...payloadBase(client, 'block_suggestion'),
    ...where,
    action_id: element.action_id,
    block_id: block.block_id,
    value: query,
  });
  if (!outcome.isAcked) throw new NotPossible(`The app gave no options for ${name}`);
  const problems = suggestionProblems(outcome.body);
  claiming(client.core, claimOfRequest(outcome), () => {
    for (const problem of problems) violate(client.core, 'options_ack', problem);
  });
  const offered = optionsOf(asObject(outcome.body));
  client.offered.set(menuKey(target, block, element), offered);
  return offered;
}

function menuKey(target: Target, block: JsonObject, element: JsonObject): string {
  const place = 'viewId' in target ? target.viewId : `${target.channel}:${target.ts}`;
  return `${place}/${asText(block.block_id)}/${asText(element.action_id)}`;
}

/** What the menu shows at the moment, and what was chosen in it before: a person chooses out of these without typing again. */
function inSight(client: Client, target: Target, { block, element }: Found): JsonObject[] {
  const held = surfaceOf(client, target).values[asText(block.block_id)]?.[asText(element.action_id)];
  const chosen = [...asObjects(held?.selected_options), held?.selected_option].filter(isObject);
  return [...(client.offered.get(menuKey(target, block, element)) ?? []), ...chosen];
}

/** What the client offers for what is typed in an external menu, or nothing yet; all that there is to choose in any other. */
export async function optionsFor(
  client: Client,
  target: Target,
  found: Found,
  choice: Choice,
): Promise<JsonObject[]> {
  const { block, element } = found;
  if (!asText(element.type).includes('external')) return optionsOf(element);
  const shown = inSight(client, target, found);
  if (asList(choice).every((one) => shown.some(({ value }) => value === one))) return shown;
  const which = { blockId: asText(block.block_id) };
  const ask = (query: string) => suggestions(client, target, asText(element.action_id), query, which);
  const answers = await Promise.all(asList(choice).map((one) => ask(asText(one))));
  return answers.flat();
}

async function choose(
  client: Client,
  target: Target,
  name: string,
  choice: Choice,
  which?: Which,
): Promise<Interaction> {
  const surface = surfaceOf(client, target);
  const found = findElement(surface, name, which);
  const { element } = found;
  const options = await optionsFor(client, target, found, choice);
  if (element.type === 'overflow') {
    const selected = { selected_option: pickOption(options, asText(choice)) };
    return interact(client, actionPayload(client, surface, found, selected), surface.responses);
  }
  const value = chosenValue(element, choice, lookups(client, options));
  surface.keep(asText(found.block.block_id), asText(element.action_id), value);
  return interact(client, actionPayload(client, surface, found, value), surface.responses);
}

/** The usual members around what is forged, so that a test writes only what it lies about. */
function forged(client: Client, payload: JsonObject): JsonObject {
  const type = asText(payload.type) || 'block_actions';
  const trigger = issueTrigger(client.core, client.me.id);
  const channel = isObject(payload.channel) ? findChannelId(client, payload.channel) : undefined;
  const url =
    channel &&
    responseUrlOf(client.core, issueResponseUrl(client.core, { userId: client.me.id, channelId: channel }));
  const actions = asObjects(payload.actions).map((action) => ({ action_ts: actionTs(client), ...action }));
  return {
    ...payloadBase(client, type),
    trigger_id: trigger,
    ...(url ? { response_url: url } : {}),
    ...payload,
    ...(actions.length > 0 ? { actions } : {}),
  };
}

function findChannelId(client: Client, channel: JsonObject): string {
  return channelNamed(client.core, asText(channel.id)).id;
}

export function interacting(client: Client): Interacting {
  const commandChannel = (): string => (client.me.isRestricted ? '@threadesk' : '#general');
  return {
    command: (name, text = '', options = {}) =>
      command(client, name, text, options.channel ?? commandChannel()),
    shortcut: (callbackId) => shortcut(client, callbackId),
    messageShortcut: (callbackId, channel, ts) => messageShortcut(client, callbackId, channel, ts),
    press: async (target, button, which) => press(client, target, button, which),
    choose: (target, element, choice, which) => choose(client, target, element, choice, which),
    options: (target, element, query, which) => suggestions(client, target, element, query, which),
    forge: (payload) => interact(client, forged(client, payload)),
  };
}
