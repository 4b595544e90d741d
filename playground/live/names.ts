/** What a delivery gives the app that no other gives, and by which a call that names it is known to come of it. */
import { asObjects, asText } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';

/** The method under which an answer to a response URL stands in the trail; it is none of the Web API. */
export const RESPONSE_METHOD = 'response_url';

function isName(name: string): boolean {
  return name !== '';
}

function responseName(url: string): string {
  return url.split('/').at(-1) ?? '';
}

export function namesGiven(payload: JsonObject): string[] {
  const urls = [payload, ...asObjects(payload.response_urls)].map(({ response_url }) => asText(response_url));
  return [asText(payload.trigger_id), ...urls.map(responseName)].filter(isName);
}

export function namesUsed(args: JsonObject): string[] {
  return [asText(args.trigger_id), responseName(asText(args.response_url))].filter(isName);
}
