/** Text that is longer than a field may be, asked for in as many fields as it takes and read back as one. */

import type { types } from '@slack/bolt';
import { UserError } from '../../errors.js';
import type { ViewValues } from '../kit.js';
import { typedIn } from './field-values.js';
import { textInput } from './inputs.js';

/** Of the 3,000 that a field holds; the rest is room to type. */
const FILLED_MAX = 2_500;
/** A view has at most 100 blocks. */
export const LONG_TEXT_FIELDS_MAX = 30;

/**
 * "Holidays", "More holidays", … under the block ids `holidays`, `holidays_2`, …; the hint stands at the first. `revision` makes the
 * fields new ones, so that they show `initial` and not what was typed before.
 * @throws UserError for more text than the fields hold.
 */
export function longTextInputs(options: {
  blockId: string;
  revision: number;
  label: string;
  moreLabel: string;
  hint: string;
  placeholder: string;
  initial: string;
}): types.InputBlock[] {
  const { blockId, revision, label, moreLabel, hint, placeholder, initial } = options;
  const parts = splitLines(initial);
  if (parts.length > LONG_TEXT_FIELDS_MAX) {
    throw new UserError(
      `“${label}” has more lines than a form in Slack can show. Import fewer years, or leave out dates that are long past.`,
    );
  }
  return parts.map((part, index) =>
    textInput({
      blockId: `${fieldId(blockId, index)}#${revision}`,
      label: index === 0 ? label : moreLabel,
      initial: part,
      isMultiline: true,
      isOptional: true,
      ...(index === 0 ? { hint, placeholder } : {}),
    }),
  );
}

/** What was typed into all of them, in order. */
export function longTextIn(values: ViewValues, blockId: string): string {
  return Array.from({ length: LONG_TEXT_FIELDS_MAX }, (_, index) => typedIn(values, fieldId(blockId, index)))
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
}

function fieldId(blockId: string, index: number): string {
  return index === 0 ? blockId : `${blockId}_${index + 1}`;
}

/** Between lines, and at least one part. */
function splitLines(text: string): string[] {
  const parts = [''];
  for (const line of text.split('\n')) {
    const last = parts.at(-1) ?? '';
    if (last !== '' && last.length + 1 + line.length > FILLED_MAX) parts.push(line);
    else parts[parts.length - 1] = last === '' ? line : `${last}\n${line}`;
  }
  return parts;
}
