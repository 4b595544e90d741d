/** The field for tags: those in use are offered while a person types, and a new one may be typed. */

import type { types } from '@slack/bolt';
import { splitTags, TAGS_MAX } from '../../domain/tags.js';
import { OPTIONS } from '../ids.js';
import type { ViewValues } from '../kit.js';
import { tagOption } from '../options/tags.js';
import { chosenManyIn, typedIn } from './field-values.js';
import { multiExternalSelectInput } from './inputs.js';

export function tagsInput(blockId: string, tags: readonly string[] = []): types.InputBlock {
  return multiExternalSelectInput({
    ...{ blockId, label: 'Tags', isOptional: true, placeholder: 'vpn, office-berlin' },
    ...{ actionId: OPTIONS.tags, initial: tags.map(tagOption), chosenMax: TAGS_MAX },
  });
}

/** Unchecked. A form that was opened by the version before has them typed, apart by commas: it is read, too. */
export function tagsFrom(values: ViewValues, blockId: string): string[] {
  return [...chosenManyIn(values, blockId), ...splitTags(typedIn(values, blockId))];
}
