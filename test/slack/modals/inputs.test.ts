/** What forms are made of: each field fits Slack, and is read back as it was filled in, under whatever revision. */
import type { types } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { viewProblems } from '../../../playground/block-kit/validate.js';
import { option } from '../../../src/slack/blocks/pieces.js';
import { OPTIONS } from '../../../src/slack/ids.js';
import type { ViewValues } from '../../../src/slack/kit.js';
import {
  chosenIn,
  chosenManyIn,
  fieldNameOf,
  filesIn,
  instantIn,
  isCheckedIn,
  typedIn,
} from '../../../src/slack/modals/field-values.js';
import { formView } from '../../../src/slack/modals/form-view.js';
import {
  checkInput,
  checksInput,
  dateTimeInput,
  externalSelectInput,
  fileInput,
  groupedMultiSelectInput,
  multiUserInput,
  selectInput,
  textInput,
  userInput,
} from '../../../src/slack/modals/inputs.js';
import { submitted } from './view-fields.js';

const choices = [option('Low', 'low'), option('High', 'high'), option('Critical', 'critical')];
const berlin = option('Europe/Berlin (UTC+1)', 'Europe/Berlin');
const startedAt = new Date('2026-03-02T09:30:00.000Z');
const field = { blockId: 'field#3', label: 'Field' };

const form = (block: types.InputBlock) =>
  formView({ callbackId: 'form', title: 'Form', submit: 'Save', metadata: {}, blocks: [block] });

type Read = (values: ViewValues, blockId: string) => unknown;

const FILLED: [string, types.InputBlock, Read, unknown][] = [
  ['a text', textInput({ ...field, initial: 'VPN down' }), typedIn, 'VPN down'],
  ['a choice', selectInput({ ...field, choices, initial: 'high' }), chosenIn, 'high'],
  [
    'a choice found while typing',
    externalSelectInput({ ...field, actionId: OPTIONS.timeZone, initial: berlin, minQueryLength: 1 }),
    chosenIn,
    'Europe/Berlin',
  ],
  [
    'choices',
    groupedMultiSelectInput({
      ...{ ...field, initial: ['critical', 'low', 'gone'], chosenMax: 9 },
      groups: [{ label: 'Priorities', choices }],
    }),
    chosenManyIn,
    ['low', 'critical'],
  ],
  ['checks', checksInput({ ...field, choices, initial: ['high'] }), chosenManyIn, ['high']],
  ['a person', userInput({ ...field, initial: 'U1' }), chosenIn, 'U1'],
  ['people', multiUserInput({ ...field, initial: ['U2', 'U1'] }), chosenManyIn, ['U2', 'U1']],
  ['a check', checkInput({ ...field, text: 'Yes', isChecked: true }), isCheckedIn, true],
  ['an instant', dateTimeInput({ ...field, initialAt: startedAt }), instantIn, startedAt],
];

const EMPTY: [string, types.InputBlock, Read, unknown][] = [
  ['a text', textInput(field), typedIn, ''],
  ['a choice', selectInput({ ...field, choices, initial: 'gone' }), chosenIn, null],
  [
    'a choice found while typing',
    externalSelectInput({ ...field, actionId: OPTIONS.holidayRegion }),
    chosenIn,
    null,
  ],
  [
    'choices',
    groupedMultiSelectInput({
      ...field,
      groups: [{ label: 'Priorities', choices }],
      initial: [],
      chosenMax: 9,
    }),
    chosenManyIn,
    [],
  ],
  ['checks', checksInput({ ...field, choices, initial: ['gone'] }), chosenManyIn, []],
  ['people', multiUserInput({ ...field, initial: [] }), chosenManyIn, []],
  ['a check', checkInput({ ...field, text: 'Yes' }), isCheckedIn, false],
  ['a file', fileInput({ ...field, filetypes: ['ics'] }), filesIn, []],
  ['an instant', dateTimeInput(field), instantIn, null],
];

describe('a field', () => {
  it.each([...FILLED, ...EMPTY])('%s fits Slack and is read back as it was', (_, block, read, expected) => {
    const view = form(block);
    expect(viewProblems(view, 'modal')).toEqual([]);
    expect(read(submitted(view).values, 'field')).toEqual(expected);
    expect(read({}, 'field')).toEqual(read(submitted(form(EMPTY[0]?.[1] ?? block)).values, 'other'));
  });

  it('is read by its name, whatever its revision, and not under a longer name', () => {
    const values = { 'field#12': { value: { value: 'new' } }, fields: { value: { value: 'other' } } };
    expect(typedIn(values, 'field')).toBe('new');
    expect(typedIn(values, 'field#3')).toBe('new');
    expect(typedIn(values, 'fiel')).toBe('');
    expect(fieldNameOf('field#12')).toBe('field');
  });

  it('with files gives their ids and nothing else of what was sent', () => {
    const files = [{ id: 'F1', url_private_download: 'https://evil.example/' }, { id: 'F2' }];
    expect(filesIn({ field: { value: { type: 'file_input', files } } }, 'field')).toEqual(['F1', 'F2']);
  });

  it.each([
    ['a list for a text', { value: ['x'] }],
    ['a text for an instant', { selected_date_time: 'today' }],
    ['an instant after the end of time', { selected_date_time: 1e15 }],
    ['files without ids', { files: [{}] }],
    ['options without values', { selected_options: [{}] }],
    ['nothing at all', null],
  ])('forged as %s is empty', (_, state) => {
    const values = { field: { value: state } };
    expect(typedIn(values, 'field')).toBe('');
    expect(chosenIn(values, 'field')).toBeNull();
    expect(chosenManyIn(values, 'field')).toEqual([]);
    expect(filesIn(values, 'field')).toEqual([]);
    expect(instantIn(values, 'field')).toBeNull();
  });
});
