/** The form that puts a region's public holidays, or those of a calendar file, into the calendar that is being edited. */

import { slash } from '../../domain/command-names.js';
import { escapeText } from '../../domain/mrkdwn.js';
import { type MergedHolidays, mergeHolidays } from '../../domain/sla/merge-holidays.js';
import { UserError } from '../../errors.js';
import { keepPolicyDraft, readPolicyDraft } from '../../services/policies/policy-drafts.js';
import { countWords } from '../blocks/count-words.js';
import { context, option } from '../blocks/pieces.js';
import { firstOf } from '../first-of.js';
import type { ModalView } from '../gateway.js';
import { OPTIONS, VIEWS } from '../ids.js';
import type { ViewAnswer, ViewCall } from '../kit.js';
import { chosenIn, filesIn } from './field-values.js';
import {
  IMPORT_FIELDS as FIELD,
  type FoundHolidays,
  findHolidays,
  IMPORT_YEARS_MAX,
} from './find-holidays.js';
import { formView, readMetadata } from './form-view.js';
import { externalSelectInput, fileInput, selectInput } from './inputs.js';
import { loadingView, noticeView } from './notice-view.js';
import { policyDraftView } from './open-policy-draft.js';
import { type PolicyDraftMetadata, policyDraftMetadata } from './policy-draft-metadata.js';

const TITLE = 'Import holidays';
/** Of the 3 s that Slack waits for the answer to a form. */
const ANSWER_WITHIN_MS = 1_500;
const YEARS_DEFAULT = '2';

export function buildImportHolidays(metadata: PolicyDraftMetadata, now: Date): ModalView {
  const thisYear = now.getUTCFullYear();
  return formView({
    callbackId: VIEWS.importHolidays,
    title: TITLE,
    submit: 'Import',
    metadata,
    blocks: [
      context('You see the whole list before anything is saved. What is in it already stays.'),
      externalSelectInput({
        blockId: FIELD.region,
        label: 'Country or region',
        hint: 'Its public holidays. Governments change some late: look through the list.',
        actionId: OPTIONS.holidayRegion,
        placeholder: 'Type a country or a state',
        minQueryLength: 1,
        isOptional: true,
      }),
      selectInput({
        blockId: FIELD.years,
        label: 'Years',
        choices: Array.from({ length: IMPORT_YEARS_MAX }, (_, index) => yearsOption(thisYear, index + 1)),
        initial: YEARS_DEFAULT,
      }),
      fileInput({
        blockId: FIELD.file,
        label: 'Or a calendar file (.ics)',
        hint: 'Its whole days are taken, its times of day are not.',
        filetypes: ['ics'],
        isOptional: true,
      }),
    ],
  });
}

/** Shuts over the calendar's form, which by then shows the longer list. */
export async function submitImportHolidays(call: ViewCall): Promise<ViewAnswer> {
  const importing = importHolidays(call);
  if ((await firstOf(importing, ANSWER_WITHIN_MS)) !== null) return { kind: 'close' };
  return {
    kind: 'show',
    view: loadingView(TITLE),
    later: async () => noticeView(TITLE, `${await importing} Close this to go on.`),
  };
}

/** @returns what came of it, as mrkdwn. */
async function importHolidays(call: ViewCall): Promise<string> {
  const { desk, gateway } = call.kit;
  const { draftId, revision } = readMetadata(policyDraftMetadata, call.metadata);
  const actor = await call.actor();
  const draft = await readPolicyDraft(desk, actor, draftId);
  const { viewBelowId } = call;
  if (draft.kind !== 'calendar' || viewBelowId === null)
    throw new UserError(`This form edits no calendar. Open one with \`${slash.project} calendar\`.`);
  const [fileId] = filesIn(call.values, FIELD.file);
  const found = await findHolidays(gateway, {
    region: chosenIn(call.values, FIELD.region),
    thisYear: desk.clock.now().getUTCFullYear(),
    yearCount: Number(chosenIn(call.values, FIELD.years)) || Number(YEARS_DEFAULT),
    file: fileId === undefined ? null : { id: fileId, givenBy: call.slackUserId },
  });
  const merged = mergeHolidays(draft.form.holidays, found.dates);
  const { kind, basePolicyId, calendarName } = draft;
  const scope = { projectKey: draft.scope.projectKey };
  const form = { ...draft.form, holidays: merged.text };
  await keepPolicyDraft(desk, actor, { draftId, kind, scope, basePolicyId, calendarName, form });
  const words = importWords(found, merged);
  const next: PolicyDraftMetadata = { draftId, revision: revision + 1 };
  await gateway.updateView(viewBelowId, await policyDraftView(call, next, words));
  return words;
}

/** "Germany, Bavaria: 26 added, 2 were there already. Look through the list, then preview." */
function importWords({ source, skipped }: FoundHolidays, { added, alreadyThere }: MergedHolidays): string {
  const parts = [
    `${added} added`,
    ...(alreadyThere > 0 ? [`${alreadyThere} there already`] : []),
    ...(skipped > 0
      ? [`${countWords(skipped, 'entry', 'entries')} skipped (times of day, odd repeats)`]
      : []),
  ];
  return `*${escapeText(source)}*: ${parts.join(', ')}. Nothing is saved yet: look through the list, then preview.`;
}

function yearsOption(thisYear: number, count: number) {
  const last = thisYear + count - 1;
  return option(count === 1 ? String(thisYear) : `${thisYear} to ${last}`, String(count));
}
