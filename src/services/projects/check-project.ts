/** What a project's fields must be, in words for the field they were typed into. */
import { isProjectKey, PROJECT_KEY_RULE } from '../../domain/ticket-number.js';
import { UserError } from '../../errors.js';

export type ProjectInput = {
  key: string;
  name: string;
  description: string;
  /** Slack id. Left out: as it is; null: none. */
  requestChannel?: string | null;
  triageChannel?: string | null;
  /** A name, with or without its colons. */
  emoji: string;
  showTargets: boolean;
  confidentialByDefault: boolean;
  /** Names, with or without colons; empty: off. */
  takeEmoji: string;
  resolveEmoji: string;
  /** Every new message in the request channel becomes a ticket. */
  isEveryMessage: boolean;
  /** Days as they were typed; empty: never. Left out: as it is. */
  forgetAfterDays?: string;
};

export type ProjectFields = Pick<
  ProjectInput,
  | 'key'
  | 'name'
  | 'description'
  | 'emoji'
  | 'takeEmoji'
  | 'resolveEmoji'
  | 'showTargets'
  | 'confidentialByDefault'
  | 'isEveryMessage'
> & {
  forgetAfterDays?: number | null;
};

/** Width of `projects.name`. */
export const PROJECT_NAME_MAX = 255;
/** What Slack lets a person type into the field. */
export const PROJECT_DESCRIPTION_MAX = 3000;

/** Shorter, and texts would be gone while people still come back to them; the reconciler reads closed threads for a week. */
export const FORGET_AFTER_DAYS_MIN = 30;
export const FORGET_AFTER_DAYS_MAX = 3650;

const EMOJI_NAME = /^[\p{L}\p{N}_+'-]{1,100}$/u;

/** Trimmed, the key in capitals, the emoji without its colons. */
export function checkProject(input: ProjectInput): ProjectFields {
  const key = input.key.trim().toUpperCase();
  if (!isProjectKey(key)) throw new UserError(PROJECT_KEY_RULE, { field: 'key' });
  return {
    key,
    name: checkName(input.name),
    description: checkDescription(input.description),
    ...checkEmojis(input),
    showTargets: input.showTargets,
    ...(input.forgetAfterDays === undefined ? {} : { forgetAfterDays: checkDays(input.forgetAfterDays) }),
    confidentialByDefault: input.confidentialByDefault,
    isEveryMessage: input.isEveryMessage,
  };
}

function checkName(text: string): string {
  const name = storable(text).replace(/\s+/gu, ' ').trim();
  if (name === '') throw new UserError('Please give it a name, for example "IT Support".', { field: 'name' });
  const length = [...name].length;
  if (length <= PROJECT_NAME_MAX) return name;
  throw new UserError(`A name has at most ${PROJECT_NAME_MAX} characters; this one has ${length}.`, {
    field: 'name',
  });
}

function checkDescription(text: string): string {
  const description = storable(text).trim();
  const length = [...description].length;
  if (length <= PROJECT_DESCRIPTION_MAX) return description;
  throw new UserError(
    `A description has at most ${PROJECT_DESCRIPTION_MAX} characters; this one has ${length}.`,
    { field: 'description' },
  );
}

function checkDays(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return null;
  const days = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (days >= FORGET_AFTER_DAYS_MIN && days <= FORGET_AFTER_DAYS_MAX) return days;
  throw new UserError(
    `Type a whole number of days, ${FORGET_AFTER_DAYS_MIN} at least and ${FORGET_AFTER_DAYS_MAX} at most, or nothing to keep texts for ever.`,
    { field: 'forget_after_days' },
  );
}

type Emojis = Pick<ProjectInput, 'emoji' | 'takeEmoji' | 'resolveEmoji'>;

/** One emoji cannot mean two things. */
function checkEmojis(input: Emojis): Emojis {
  const emoji = checkEmoji(input.emoji, 'emoji');
  const takeEmoji = input.takeEmoji.trim() === '' ? '' : checkEmoji(input.takeEmoji, 'take_emoji');
  const resolveEmoji =
    input.resolveEmoji.trim() === '' ? '' : checkEmoji(input.resolveEmoji, 'resolve_emoji');
  if (takeEmoji !== '' && takeEmoji === emoji) throw usedTwice('take_emoji');
  if (resolveEmoji !== '' && [emoji, takeEmoji].includes(resolveEmoji)) throw usedTwice('resolve_emoji');
  return { emoji, takeEmoji, resolveEmoji };
}

function usedTwice(field: string): UserError {
  return new UserError('This emoji does something else already. Choose another one, or leave this empty.', {
    field,
  });
}

/** A reaction names its emoji without colons; a skin tone is not part of the name. */
function checkEmoji(text: string, field: string): string {
  const emoji = text
    .trim()
    .replace(/^:|:$/g, '')
    .replace(/::skin-tone-[2-6]$/, '');
  if (EMOJI_NAME.test(emoji)) return emoji;
  throw new UserError('Type the name of one emoji, for example `:ticket:`.', { field });
}

function storable(text: string): string {
  return text.replaceAll('\u0000', '');
}
