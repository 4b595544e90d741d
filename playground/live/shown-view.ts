/** Modals and Homes as the page shows them. */

import { asObjects, asText, isObject, wordsOf } from '../workspace/json.js';
import type { ViewRecord } from '../workspace/types.js';
import type { ShownView } from './protocol.js';

export function shownView(view: ViewRecord): ShownView {
  const { definition } = view;
  const words = (part: unknown) => (isObject(part) ? asText(part.text) : null);
  return {
    id: view.id,
    title: wordsOf(definition.title),
    submit: words(definition.submit),
    close: words(definition.close),
    callbackId: asText(definition.callback_id),
    blocks: asObjects(definition.blocks),
    values: view.values,
    errors: view.errors,
    hash: view.hash,
  };
}
