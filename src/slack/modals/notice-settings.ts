/** The form in which somebody says what they want to be told, and when. */

import { z } from 'zod';
import { escapeText, truncate } from '../../domain/mrkdwn.js';
import { knownZone } from '../../domain/notices/local-day.js';
import {
  ADJUSTABLE_KINDS,
  type AdjustableKind,
  NOTICE_MODES,
  type NoticeMode,
} from '../../domain/notices/notice-kind.js';
import type { Actor } from '../../domain/permissions.js';
import { UserError } from '../../errors.js';
import { MUTES_SHOWN_MAX, type NoticeForm, readNoticeForm } from '../../services/notices/notice-form.js';
import { SETTING_FIELD, saveNoticeSettings } from '../../services/notices/save-notice-settings.js';
import { KIND_WORDS, MODE_WORDS, timeWords } from '../blocks/notice-words.js';
import { context, option } from '../blocks/pieces.js';
import type { ModalView } from '../gateway.js';
import { VIEWS } from '../ids.js';
import type { Caller, ViewAnswer, ViewCall, ViewValues } from '../kit.js';
import { chosenIn, chosenManyIn } from './field-values.js';
import { formView, readMetadata } from './form-view.js';
import { groupedMultiSelectInput, selectInput } from './inputs.js';
import { openModal } from './open-modal.js';

const TITLE = 'Notifications';
const MUTED = 'muted';
const AT_ONCE = 'at_once';
const modeField = (kind: AdjustableKind) => `mode_${kind}`;

/** The muted tickets that the form showed: those that are chosen no more are muted no more. */
const metadataSchema = z.object({ muted: z.array(z.int32().positive()).max(MUTES_SHOWN_MAX) });

const HOURS = Array.from({ length: 24 }, (_, hour) => option(timeWords(hour * 60), String(hour)));
const HALF_HOURS = Array.from({ length: 48 }, (_, half) => option(timeWords(half * 30), String(half * 30)));
const MODES = [
  option(MODE_WORDS.at_once, AT_ONCE),
  ...NOTICE_MODES.map((mode) => option(MODE_WORDS[mode], mode)),
];

export function buildNoticeSettings({ settings, kinds, muted }: NoticeForm): ModalView {
  const { timeZone, modes, digestHour, quiet } = settings;
  const minute = (value: number | undefined) => (value === undefined ? {} : { initial: String(value) });
  const zone = escapeText(knownZone(timeZone));
  return formView({
    callbackId: VIEWS.noticeSettings,
    title: TITLE,
    submit: 'Save',
    metadata: { muted: muted.map(({ ticketId }) => ticketId) } satisfies z.infer<typeof metadataSchema>,
    blocks: [
      context(
        `What you are told by direct message or by a mention. Times are those of your Slack profile: *${zone}*. Reminders you asked for come when you asked for them.`,
      ),
      ...kinds.map((kind) =>
        selectInput({
          ...{ blockId: modeField(kind), ...KIND_WORDS[kind] },
          ...{ choices: MODES, initial: modes[kind] ?? AT_ONCE },
        }),
      ),
      selectInput({
        ...{ blockId: SETTING_FIELD.digestHour, label: 'Daily digest at' },
        ...{ choices: HOURS, initial: String(digestHour) },
      }),
      selectInput({
        ...{ blockId: SETTING_FIELD.quietFrom, label: 'Quiet hours from', isOptional: true },
        hint: 'What comes in between is told when they end, but for what a policy calls urgent.',
        ...{ choices: HALF_HOURS, ...minute(quiet?.fromMinute) },
      }),
      selectInput({
        ...{ blockId: SETTING_FIELD.quietTo, label: 'Quiet hours to', isOptional: true },
        ...{ choices: HALF_HOURS, ...minute(quiet?.toMinute) },
      }),
      ...mutedInput(muted),
    ],
  });
}

function mutedInput(muted: NoticeForm['muted']) {
  if (muted.length === 0) return [];
  const choices = muted.map(({ ticketId, number, title }) =>
    option(truncate(`${number} ${title.replace(/\s+/g, ' ')}`, 70), String(ticketId)),
  );
  return [
    groupedMultiSelectInput({
      ...{ blockId: MUTED, label: 'Muted tickets', isOptional: true },
      hint: 'Take one out to get direct messages about it again.',
      groups: [{ label: 'Muted', choices }],
      initial: muted.map(({ ticketId }) => String(ticketId)),
      chosenMax: muted.length,
    }),
  ];
}

export async function openNoticeSettings(call: Caller, triggerId: string): Promise<void> {
  await openModal(call, triggerId, TITLE, async () =>
    buildNoticeSettings(await readNoticeForm(call.kit.desk, await call.actor())),
  );
}

export async function submitNoticeSettings(call: ViewCall): Promise<ViewAnswer> {
  const { muted } = readMetadata(metadataSchema, call.metadata);
  const { values } = call;
  const kept = new Set(chosenManyIn(values, MUTED));
  const actor: Actor = await call.actor();
  await saveNoticeSettings(call.kit.desk, actor, {
    modes: modesIn(values),
    digestHour: numberIn(values, SETTING_FIELD.digestHour) ?? Number.NaN,
    quietFrom: numberIn(values, SETTING_FIELD.quietFrom),
    quietTo: numberIn(values, SETTING_FIELD.quietTo),
    unmuted: muted.filter((ticketId) => !kept.has(String(ticketId))),
  });
  return { kind: 'close' };
}

/** Only of what was asked: a field that is not there changes nothing. */
function modesIn(values: ViewValues): Map<AdjustableKind, NoticeMode | null> {
  const modes = new Map<AdjustableKind, NoticeMode | null>();
  for (const kind of ADJUSTABLE_KINDS) {
    const chosen = chosenIn(values, modeField(kind));
    if (chosen === null) continue;
    const mode = NOTICE_MODES.find((each) => each === chosen) ?? null;
    if (mode === null && chosen !== AT_ONCE) {
      throw new UserError('Choose one of the list.', { field: modeField(kind) });
    }
    modes.set(kind, mode);
  }
  return modes;
}

function numberIn(values: ViewValues, field: string): number | null {
  const chosen = chosenIn(values, field);
  return chosen === null ? null : Number(chosen);
}
