/** A form with everything that forms may have, through real Bolt in both modes: what a person sees of it, step by step. */

import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../playground/people.js';
import { type SlackServer, startSlackServer } from '../../playground/server.js';
import { UserError } from '../../src/errors.js';
import type { ViewTiming } from '../../src/slack/answer-view.js';
import { clientOptionsOf } from '../../src/slack/app.js';
import { actions, button, textMessage } from '../../src/slack/blocks/pieces.js';
import { createGateway, type ModalView } from '../../src/slack/gateway.js';
import { OPTIONS } from '../../src/slack/ids.js';
import { type ActionCall, answer, type Kit, type ViewAnswer, type ViewCall } from '../../src/slack/kit.js';
import { onAction, onCommand, onView } from '../../src/slack/listener.js';
import { chosenIn, filesIn, instantIn, typedIn } from '../../src/slack/modals/field-values.js';
import { formView } from '../../src/slack/modals/form-view.js';
import { dateTimeInput, externalSelectInput, fileInput, textInput } from '../../src/slack/modals/inputs.js';
import { noticeView } from '../../src/slack/modals/notice-view.js';
import { type OptionSource, onOptions } from '../../src/slack/options/on-options.js';
import { OPTION_SOURCES } from '../../src/slack/options/option-sources.js';
import { type RunningApp, startHttpApp, startSocketApp } from '../playground/bolt-app.js';
import { quiet, stillClock } from '../playground/box.js';
import { useTestDesk } from '../support/desk.js';

const test = useTestDesk();
const FORM = 'trial';
const FILE_BYTES_MAX = 100;

type Handlers = {
  submit(call: ViewCall): Promise<ViewAnswer>;
  press(call: ActionCall): Promise<ReturnType<typeof answer> | null>;
  options: Record<string, OptionSource>;
  optionsWithinMs: number;
  timing: ViewTiming;
};

let slack: SlackServer;
let running: RunningApp | null = null;
let ada: Person;
let incidents: unknown[];

beforeEach(async () => {
  slack = await startSlackServer({ clock: stillClock(), retryDelaysMs: [] });
  ada = slack.person('Ada');
  incidents = [];
});

afterEach(async () => {
  await running?.stop();
  running = null;
  await slack.close();
});

const form = (revision = 1, listed = ''): ModalView =>
  formView({
    callbackId: FORM,
    title: 'Calendar',
    submit: 'Preview',
    metadata: { key: 'IT' },
    blocks: [
      externalSelectInput({
        blockId: 'time_zone',
        label: 'Time zone',
        actionId: OPTIONS.timeZone,
        minQueryLength: 1,
      }),
      externalSelectInput({
        blockId: 'region',
        label: 'Region',
        actionId: OPTIONS.holidayRegion,
        minQueryLength: 1,
        isOptional: true,
      }),
      fileInput({ blockId: 'file', label: 'Calendar file', filetypes: ['ics'], isOptional: true }),
      dateTimeInput({ blockId: 'began', label: 'Began', isOptional: true }),
      textInput({
        blockId: `holidays#${revision}`,
        label: 'Holidays',
        initial: listed,
        isMultiline: true,
        isOptional: true,
      }),
      actions('row', [button({ actionId: 'import', text: 'Import', value: 'now' })]),
    ],
  });

/** The bot with nothing but this form. */
async function start(handlers: Partial<Handlers> = {}, mode: 'socket' | 'http' = 'socket'): Promise<void> {
  const gateway = createGateway(
    new webApi.WebClient(slack.botToken, { ...clientOptionsOf(slack.apiUrl), logger: quiet }),
  );
  const log = { ...test.desk.log, error: (fields: object) => void incidents.push(fields) };
  const kit: Kit = {
    desk: { ...test.desk, log },
    gateway,
    bot: await gateway.readBot(),
    render: { workspaceUrl: 'https://acme.slack.com/' },
  };
  const {
    submit = async () => ({ kind: 'close' }),
    press = async () => null,
    options = OPTION_SOURCES,
    optionsWithinMs,
    timing,
  } = handlers;
  running = await (mode === 'socket' ? startSocketApp : startHttpApp)(slack, (app) => {
    onCommand(app, kit, '/project', async ({ triggerId }) => {
      await gateway.openView(triggerId, form());
      return null;
    });
    onView(app, kit, FORM, submit, timing);
    onAction(app, kit, 'import', press);
    const within = optionsWithinMs === undefined ? {} : { withinMs: optionsWithinMs };
    for (const [id, find] of Object.entries(options)) onOptions(app, kit, id, find, within);
  });
  if (mode === 'socket') await slack.until(() => slack.connectionCount() > 0, { what: 'the connection' });
  await ada.command('/project');
  await slack.until(() => ada.view(), { what: 'the form' });
}

/** Nothing is known in time, and what follows does not wait for the screen. */
const AT_ONCE: ViewTiming = { withinMs: 0, settleMs: 0 };

function pending() {
  let finish: (view: ModalView) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const known = new Promise<ModalView>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  return { known, finish, fail };
}

const offered = async (menu: string, query: string) =>
  (await ada.options({ viewId: ada.view()?.viewId ?? '' }, menu, query)).map(
    ({ text }) => (text as { text: string }).text,
  );
const held = (blockId: string) => ada.view()?.fields.find((field) => field.blockId === blockId)?.value;

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
    await ada.fill({
      'Time zone': 'Europe/Berlin (UTC+1)',
      Region: 'Germany, Bavaria',
      'Calendar file': { name: 'days.ics', content: 'BEGIN:VCALENDAR' },
      Began: '2026-03-02T08:15:00Z',
      Holidays: '2026-12-25 Christmas Day',
    });
    await ada.submit();
    await slack.settled();
    expect(read).toEqual({
      zone: 'Europe/Berlin',
      region: 'DE-BY',
      file: 'BEGIN:VCALENDAR',
      began: new Date('2026-03-02T08:15:00Z'),
      holidays: '2026-12-25 Christmas Day',
    });
    expect(ada.view()).toBeNull();
    expect(slack.violations).toEqual([]);
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
    await ada.fill({ ...zone, Holidays: 'soon' });
    expect((await ada.submit()).errors).toEqual({
      'Time zone': 'Choose another.',
      Holidays: 'Write a date a line.',
    });
    expect(held('holidays#1')).toBe('soon');
    expect(slack.violations).toEqual([]);
  });

  it('on the first field, where the form has none of that name', async () => {
    await refusing(
      new UserError('x', { fields: { hours: 'Hours first.', days: 'Then days.', region: 'Region.' } }),
    );
    await ada.fill(zone);
    expect((await ada.submit()).errors).toEqual({
      'Time zone': 'Hours first. Then days.',
      Region: 'Region.',
    });
  });

  it('on the first field, where it is about none', async () => {
    await refusing(new UserError('You may not do this.'));
    await ada.fill(zone);
    expect((await ada.submit()).errors).toEqual({ 'Time zone': 'You may not do this.' });
  });

  it('as an incident, where it was not to be expected', async () => {
    await refusing(new Error('the secret'));
    await ada.fill(zone);
    const { errors } = await ada.submit();
    expect(errors['Time zone']).toMatch(/Something went wrong on our side.*`[0-9a-f]{8}`/);
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(incidents).toHaveLength(1);
  });
});

describe('what takes longer than Slack waits', () => {
  const waiting = noticeView('Preview', 'Counting…');
  const shows = (words: string) =>
    slack.until(() => ada.view()?.shows.includes(words), { what: `"${words}" in the modal` });

  it('is shown in the same modal when it is known', async () => {
    const { known, finish } = pending();
    await start({
      submit: async () => ({ kind: 'show', view: waiting, later: () => known }),
      timing: AT_ONCE,
    });
    await ada.fill({ 'Time zone': 'Europe/Berlin' });
    expect(await ada.submit()).toMatchObject({ isAcked: true, errors: {} });
    expect(ada.view()).toMatchObject({ title: 'Preview', shows: expect.stringContaining('Counting…') });
    finish(noticeView('Preview', '3 open tickets change.'));
    await shows('3 open tickets change.');
  });

  it('is shown at once where it is known in time, and the waiting is never seen', async () => {
    const known = noticeView('Preview', '3 open tickets change.');
    await start({ submit: async () => ({ kind: 'show', view: waiting, later: async () => known }) });
    await ada.fill({ 'Time zone': 'Europe/Berlin' });
    await ada.submit();
    expect(ada.view()?.shows).toContain('3 open tickets change.');
    await slack.settled();
    expect(slack.calls.filter(({ method }) => method === 'views.update')).toEqual([]);
  });

  it('and is refused in time is told on its fields', async () => {
    const later = () => Promise.reject(new UserError('x', { fields: { holidays: 'Write a date a line.' } }));
    await start({ submit: async () => ({ kind: 'show', view: waiting, later }) });
    await ada.fill({ 'Time zone': 'Europe/Berlin' });
    expect((await ada.submit()).errors).toEqual({ Holidays: 'Write a date a line.' });
  });

  it.each([
    ['refused', new UserError('The policy has <moved> on.'), /The policy has <moved> on\./, 0],
    ['an incident', new Error('the secret'), /Something went wrong on our side/, 1],
  ])('is told there too when it is %s', async (_, error, words, logged) => {
    const { known, fail } = pending();
    await start({
      submit: async () => ({ kind: 'show', view: waiting, later: () => known }),
      timing: AT_ONCE,
    });
    await ada.fill({ 'Time zone': 'Europe/Berlin' });
    await ada.submit();
    expect(ada.view()?.shows).toContain('Counting…');
    fail(error);
    await slack.until(() => words.test(ada.view()?.shows ?? ''), { what: 'the failure in the modal' });
    expect(ada.view()?.title).toBe('Preview');
    expect(incidents).toHaveLength(logged);
  });

  it('is let go where the person has closed the modal meanwhile', async () => {
    const { known, finish } = pending();
    await start({
      submit: async () => ({ kind: 'show', view: waiting, later: () => known }),
      timing: AT_ONCE,
    });
    await ada.fill({ 'Time zone': 'Europe/Berlin' });
    await ada.submit();
    await ada.closeView();
    finish(noticeView('Preview', 'Too late'));
    const refused = () => slack.calls.find(({ method }) => method === 'views.update')?.result.error;
    expect(await slack.until(refused, { what: 'the refused update' })).toBe('not_found');
    expect(ada.view()).toBeNull();
  });
});

describe('a press inside', () => {
  const press = () => ada.press({ viewId: ada.view()?.viewId ?? '' }, 'Import');

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
    await ada.fill({ 'Time zone': 'Europe/Berlin', Holidays: 'mine' });
    await press();
    await slack.until(() => held('holidays#2'), { what: 'the new field' });
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
    await slack.until(() => refused, { what: 'the second update' });
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
    await ada.fill({ Holidays: 'mine' });
    await press();
    await slack.until(() => ada.view()?.title === 'Holidays', { what: 'the view on top' });
    await ada.closeView();
    expect(held('holidays#1')).toBe('mine');
  });

  it.each([
    ['is refused', new UserError('Choose a <region> first.'), /Choose a <region> first\./],
    ['fails', new Error('the secret'), /Something went wrong on our side/],
  ])('that %s says so over the form, which keeps what was typed', async (_, error, words) => {
    await start({ press: () => Promise.reject(error) });
    await ada.fill({ Holidays: 'mine' });
    await press();
    await slack.until(() => words.test(ada.view()?.shows ?? ''), { what: 'the words' });
    await ada.closeView();
    expect(held('holidays#1')).toBe('mine');
  });

  it('that is answered shows the answer over the form', async () => {
    await start({ press: async () => answer(textMessage('Taken over.')) });
    await press();
    await slack.until(() => ada.view()?.shows.includes('Taken over.'), { what: 'the answer' });
  });
});

describe('a menu that asks', () => {
  it('and fails is empty, and its failure is logged', async () => {
    const broken = { ...OPTION_SOURCES, [OPTIONS.timeZone]: () => Promise.reject(new Error('no zones')) };
    await start({ options: broken });
    expect(await offered('time_zone', 'berlin')).toEqual([]);
    expect(incidents).toEqual([expect.objectContaining({ options: 'time_zone' })]);
  });

  it('knows who types', async () => {
    const asked: string[] = [];
    const whoAsks: OptionSource = async ({ slackUserId, query }) => {
      asked.push(`${slackUserId} ${query}`);
      return [];
    };
    await start({ options: { ...OPTION_SOURCES, [OPTIONS.timeZone]: whoAsks } });
    await offered('time_zone', 'berlin');
    expect(asked).toEqual([`${ada.id} berlin`]);
  });

  it('and is asked by somebody who may not is empty, which is no incident', async () => {
    const refused = () => Promise.reject(new UserError('You may not do this.'));
    await start({ options: { ...OPTION_SOURCES, [OPTIONS.timeZone]: refused } });
    expect(await offered('time_zone', 'berlin')).toEqual([]);
    expect(incidents).toEqual([]);
  });

  it('and never hears back is empty before Slack gives up', async () => {
    const silent = { ...OPTION_SOURCES, [OPTIONS.timeZone]: () => new Promise<never>(() => undefined) };
    await start({ options: silent, optionsWithinMs: 50 });
    expect(await offered('time_zone', 'berlin')).toEqual([]);
    expect(incidents).toHaveLength(1);
  });

  it('shows a hundred at most, each within what Slack shows', async () => {
    await start();
    for (const menu of ['time_zone', 'holiday_region']) {
      const all = await offered(menu, 'a');
      expect(all.length).toBeGreaterThan(50);
      expect(all.length).toBeLessThanOrEqual(100);
    }
    expect(slack.violations).toEqual([]);
  });

  it('takes anything that can be typed', async () => {
    await start();
    for (const query of ['.*', '%', '<!channel>', '\u0000', '🎉', 'x'.repeat(3_000)]) {
      expect(await offered('time_zone', query), query).toEqual([]);
    }
    expect(incidents).toEqual([]);
  });
});
