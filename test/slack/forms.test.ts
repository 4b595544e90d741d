/** A form with everything that forms may have, through real Bolt in both modes: what a person sees of it, step by step. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { textMessage } from '../../src/slack/blocks/pieces.js';
import { answer, type ViewAnswer, type ViewCall } from '../../src/slack/kit.js';
import { chosenIn, filesIn, instantIn, typedIn } from '../../src/slack/modals/field-values.js';
import { noticeView } from '../../src/slack/modals/notice-view.js';
import { form } from './trial-form.js';
import { useTrialForm } from './use-trial-form.js';

const trial = useTrialForm();
const { start, offered } = trial;

const FILE_BYTES_MAX = 100;
const held = (blockId: string) => trial.ada.view()?.fields.find((field) => field.blockId === blockId)?.value;

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  it('a form is filled in while it asks, and read back whole', async () => {
    let read: unknown;
    const submit = async ({ values, kit, slackUserId }: ViewCall): Promise<ViewAnswer> => {
      const [fileId = ''] = filesIn(values, 'file');
      read = {
        zone: chosenIn(values, 'time_zone'),
        region: chosenIn(values, 'region'),
        file: await kit.gateway.readFileText({ id: fileId, givenBy: slackUserId }, FILE_BYTES_MAX),
        began: instantIn(values, 'began'),
        holidays: typedIn(values, 'holidays'),
      };
      return { kind: 'close' };
    };
    await start({ submit }, mode);
    expect(await offered('time_zone', 'berl')).toEqual(['Europe/Berlin (UTC+1)']);
    expect(await offered('holiday_region', 'bavaria')).toContain('Germany, Bavaria');
    await trial.ada.fill({
      'Time zone': 'Europe/Berlin (UTC+1)',
      Region: 'Germany, Bavaria',
      'Calendar file': { name: 'days.ics', content: 'BEGIN:VCALENDAR' },
      Began: '2026-03-02T08:15:00Z',
      Holidays: '2026-12-25 Christmas Day',
    });
    await trial.ada.submit();
    await trial.slack.settled();
    expect(read).toEqual({
      zone: 'Europe/Berlin',
      region: 'DE-BY',
      file: 'BEGIN:VCALENDAR',
      began: new Date('2026-03-02T08:15:00Z'),
      holidays: '2026-12-25 Christmas Day',
    });
    expect(trial.ada.view()).toBeNull();
    expect(trial.slack.violations).toEqual([]);
  });
});

describe('what is refused', () => {
  const refusing = (error: unknown) => start({ submit: () => Promise.reject(error) });
  const zone = { 'Time zone': 'Europe/Berlin' };

  it('is told on each field it is about, whatever revision that has', async () => {
    await refusing(
      new UserError('Two things', {
        fields: { time_zone: 'Choose another.', holidays: 'Write a date a line.' },
      }),
    );
    await trial.ada.fill({ ...zone, Holidays: 'soon' });
    expect((await trial.ada.submit()).errors).toEqual({
      'Time zone': 'Choose another.',
      Holidays: 'Write a date a line.',
    });
    expect(held('holidays#1')).toBe('soon');
    expect(trial.slack.violations).toEqual([]);
  });

  it('on the first field, where the form has none of that name', async () => {
    await refusing(
      new UserError('x', { fields: { hours: 'Hours first.', days: 'Then days.', region: 'Region.' } }),
    );
    await trial.ada.fill(zone);
    expect((await trial.ada.submit()).errors).toEqual({
      'Time zone': 'Hours first. Then days.',
      Region: 'Region.',
    });
  });

  it('on the first field, where it is about none', async () => {
    await refusing(new UserError('You may not do this.'));
    await trial.ada.fill(zone);
    expect((await trial.ada.submit()).errors).toEqual({ 'Time zone': 'You may not do this.' });
  });

  it('as an incident, where it was not to be expected', async () => {
    await refusing(new Error('the secret'));
    await trial.ada.fill(zone);
    const { errors } = await trial.ada.submit();
    expect(errors['Time zone']).toMatch(/Something went wrong on our side.*`[0-9a-f]{8}`/);
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(trial.incidents).toHaveLength(1);
  });
});

describe('a press inside', () => {
  const press = () => trial.ada.press({ viewId: trial.ada.view()?.viewId ?? '' }, 'Import');

  it('gives what is typed so far, and may put a field anew while the others keep theirs', async () => {
    let pressed: unknown;
    await start({
      press: async ({ view, kit, message, value }) => {
        pressed = {
          message,
          value,
          metadata: view?.metadata,
          typed: typedIn(view?.values ?? {}, 'holidays'),
        };
        await kit.gateway.updateView(view?.id ?? '', form(2, '2026-12-25 Christmas Day'), view?.hash);
        return null;
      },
    });
    await trial.ada.fill({ 'Time zone': 'Europe/Berlin', Holidays: 'mine' });
    await press();
    await trial.slack.until(() => held('holidays#2'), { what: 'the new field' });
    expect(pressed).toEqual({ message: null, value: 'now', metadata: '{"key":"IT"}', typed: 'mine' });
    expect(held('holidays#2')).toBe('2026-12-25 Christmas Day');
    expect(held('time_zone')).toMatchObject({ value: 'Europe/Berlin' });
  });

  it('on a view that has changed since changes nothing', async () => {
    let refused: unknown;
    await start({
      press: async ({ view, kit }) => {
        await kit.gateway.updateView(view?.id ?? '', form(2, 'first'), view?.hash);
        refused = await kit.gateway
          .updateView(view?.id ?? '', form(3, 'second'), view?.hash)
          .catch((error: unknown) => String(error));
        return null;
      },
    });
    await press();
    await trial.slack.until(() => refused, { what: 'the second update' });
    expect(String(refused)).toContain('hash_conflict');
    expect(held('holidays#2')).toBe('first');
  });

  it('lays a further view over it, and under that everything stays', async () => {
    await start({
      press: async ({ triggerId, kit }) => {
        await kit.gateway.pushView(triggerId, noticeView('Holidays', '12 days'));
        return null;
      },
    });
    await trial.ada.fill({ Holidays: 'mine' });
    await press();
    await trial.slack.until(() => trial.ada.view()?.title === 'Holidays', { what: 'the view on top' });
    await trial.ada.closeView();
    expect(held('holidays#1')).toBe('mine');
  });

  it.each([
    ['is refused', new UserError('Choose a <region> first.'), /Choose a <region> first\./],
    ['fails', new Error('the secret'), /Something went wrong on our side/],
  ])('that %s says so over the form, which keeps what was typed', async (_, error, words) => {
    await start({ press: () => Promise.reject(error) });
    await trial.ada.fill({ Holidays: 'mine' });
    await press();
    await trial.slack.until(() => words.test(trial.ada.view()?.shows ?? ''), { what: 'the words' });
    await trial.ada.closeView();
    expect(held('holidays#1')).toBe('mine');
  });

  it('that is answered shows the answer over the form', async () => {
    await start({ press: async () => answer(textMessage('Taken over.')) });
    await press();
    await trial.slack.until(() => trial.ada.view()?.shows.includes('Taken over.'), { what: 'the answer' });
  });
});
