/** A box with the channels and messages that calls of the Web API are made about. */

import type { SlackServer } from '../../playground/server.js';
import { GRANTED_SCOPES } from '../../playground/workspace/granted-scopes.js';
import { box, webClient } from './box.js';

export function channelId(slack: SlackServer, name: string): string {
  const found = [...slack.workspace.state.channels.values()].find((channel) => channel.name === name);
  if (!found) throw new Error(`no #${name}`);
  return found.id;
}

export type Ids = {
  triage: string;
  help: string;
  leads: string;
  bo: string;
  cleo: string;
  bosMessage: string;
  archived: string;
};

/** What the bot itself never asks for. */
const FURTHER_SCOPES = ['mpim:write', 'reactions:write', 'team:read'];

export async function prepare() {
  const slack = await box({ scopes: [...GRANTED_SCOPES, ...FURTHER_SCOPES] });
  const ada = slack.person('Ada');
  const archived = ada.createChannel('old', { members: ['threadesk'] });
  ada.archive(archived);
  const secret = ada.createChannel('board', { isPrivate: true });
  const triage = channelId(slack, 'it-triage');
  const ids: Ids & { secret: string } = {
    triage,
    help: channelId(slack, 'it-help'),
    leads: channelId(slack, 'leads'),
    bo: slack.person('Bo').id,
    cleo: slack.person('Cleo').id,
    bosMessage: slack.person('Ben').post(triage, 'hello').ts,
    archived,
    secret,
  };
  return { slack, ids, client: webClient(slack) };
}
