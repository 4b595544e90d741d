/** Forms as admins use them: files, instants, menus that ask while one types, presses and further views inside a modal. */

import { describe, expect, test } from 'vitest';
import { outcome } from './box.js';
import { type Answer, field, modal, plain, withModal } from './interactive.js';

const FILE = field('file', 'File', { type: 'file_input', filetypes: ['ics', 'txt'], max_files: 2 });
const WHEN = field('when', 'When', { type: 'datetimepicker' });
const ZONE = field('zone', 'Zone', { type: 'external_select', action_id: 'zone', min_query_length: 2 });
const MORE = {
  type: 'actions',
  block_id: 'row',
  elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
};
const ALL = [FILE, WHEN, ZONE, MORE];

const berlin = { text: plain('Berlin'), value: 'Europe/Berlin' };
const offering =
  (options: unknown[]): Answer =>
  ({ payload }) =>
    payload.type === 'block_suggestion' ? { body: { options } } : undefined;

const valuesOf = (payload: Record<string, unknown>) =>
  (payload.view as { state: { values: Record<string, Record<string, unknown>> } }).state.values;

describe('a file', () => {
  test('is uploaded when it is chosen, submitted with its id, and downloaded with the token of the bot alone', async () => {
    const { app, bo, last, slack, client } = await withModal(modal(ALL), offering([berlin]));
    const content = 'BEGIN:VCALENDAR';
    await bo.fill({ Title: 'x', File: { name: 'days.ics', content }, When: '1772442000', Zone: 'Berlin' });
    await bo.submit();
    await app.stop();
    const [file] = [...slack.workspace.state.files.values()];
    const address = `${slack.url}/files/${slack.workspace.state.team.id}-${file?.id}/days.ics`;
    expect(valuesOf(last()).file?.value).toMatchObject({
      type: 'file_input',
      files: [
        {
          id: file?.id,
          name: 'days.ics',
          filetype: 'ics',
          mode: 'hosted',
          user: bo.id,
          size: content.length,
          url_private_download: `${address}?download=1`,
        },
      ],
    });
    const info = await client.files.info({ file: file?.id ?? '' });
    expect(info.file).toMatchObject({ id: file?.id, name: 'days.ics', channels: [] });
    const download = (token: string) => fetch(address, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await download(slack.botToken)).text()).toBe(content);
    const refused = await download('xoxb-wrong');
    expect([refused.status, refused.redirected, refused.headers.get('content-type')]).toEqual([
      200,
      true,
      'text/html; charset=utf-8',
    ]);
  });

  test('of another kind, or one too many, cannot be chosen', async () => {
    const { app, bo } = await withModal(modal(ALL));
    await expect(bo.fill({ File: 'days.pdf' })).rejects.toThrow('days.pdf cannot be chosen: only ics, txt');
    await expect(bo.fill({ File: ['a.ics', 'b.ics', 'c.ics'] })).rejects.toThrow('takes 2 at most');
    await expect(bo.fill({ Title: { name: 'a.ics' } })).rejects.toThrow('takes no file');
    await app.stop();
  });

  test('is held back where it is missing, and submitted as an empty list where it need not be there', async () => {
    const needed = await withModal(modal([FILE]));
    await needed.bo.fill({ Title: 'x' });
    expect(await needed.bo.submit()).toMatchObject({ isSent: false, errors: { File: expect.any(String) } });
    await needed.app.stop();
    const optional = await withModal(modal([{ ...FILE, optional: true }]));
    await optional.bo.fill({ Title: 'x' });
    await optional.bo.submit();
    await optional.app.stop();
    expect(valuesOf(optional.last()).file).toEqual({ value: { type: 'file_input', files: [] } });
  });

  test('in somebody else’s channel cannot be downloaded', async () => {
    const { app, slack, bo } = await withModal();
    bo.post('#general', 'mine', { files: [{ name: 'mine.txt', content: 'secret' }] });
    const file = [...slack.workspace.state.files.values()].at(-1);
    const answer = await fetch(`${slack.url}/files/T0-${file?.id}/mine.txt`, {
      headers: { authorization: `Bearer ${slack.botToken}` },
    });
    await app.stop();
    expect(answer.status).toBe(404);
  });
});

describe('an instant', () => {
  test.each([
    ['seconds', '1772442000'],
    ['an instant', '2026-03-02T09:00:00Z'],
  ])('entered as %s is submitted in seconds', async (_, typed) => {
    const { app, bo, last } = await withModal(modal([WHEN]));
    await bo.fill({ Title: 'x', When: typed });
    await bo.submit();
    await app.stop();
    expect(valuesOf(last()).when).toEqual({
      value: { type: 'datetimepicker', selected_date_time: 1_772_442_000 },
    });
  });

  test('starts as the app set it, and is none where it is no instant', async () => {
    const initial = field('when', 'When', { type: 'datetimepicker', initial_date_time: 1_772_442_000 });
    const { app, bo } = await withModal(modal([initial]));
    expect(bo.view()?.fields.at(-1)?.value).toBe(1_772_442_000);
    await expect(bo.fill({ When: 'soon' })).rejects.toThrow('soon is no instant');
    await app.stop();
  });
});

describe('a menu that asks', () => {
  test('sends what is typed, where, and what the rest of the form holds', async () => {
    const { app, bo, last } = await withModal(modal(ALL), offering([berlin]));
    await bo.fill({ Title: 'VPN' });
    const view = bo.view();
    const offered = await bo.options({ viewId: view?.viewId ?? '' }, 'zone', 'ber');
    await app.stop();
    expect(offered).toEqual([berlin]);
    expect(last()).toMatchObject({
      type: 'block_suggestion',
      user: { id: bo.id },
      container: { type: 'view', view_id: view?.viewId },
      action_id: 'zone',
      block_id: 'zone',
      value: 'ber',
      view: {
        id: view?.viewId,
        callback_id: 'create',
        state: { values: { title: { value: { value: 'VPN' } } } },
      },
    });
    for (const member of ['trigger_id', 'response_url', 'actions']) expect(last()).not.toHaveProperty(member);
  });

  test('asks not before enough is typed: three characters, where the app does not say', async () => {
    const silent = field('silent', 'Silent', { type: 'external_select', action_id: 'silent' });
    const { app, bo } = await withModal(modal([ZONE, silent]), offering([berlin]));
    const target = { viewId: bo.view()?.viewId ?? '' };
    const asked = async (menu: string, query: string) => (await bo.options(target, menu, query)).length;
    expect([await asked('zone', 'b'), await asked('zone', 'be')]).toEqual([0, 1]);
    expect([await asked('silent', 'be'), await asked('silent', 'ber')]).toEqual([0, 1]);
    await app.stop();
    expect(app.requests.filter(({ payload }) => payload.type === 'block_suggestion')).toHaveLength(2);
  });

  test('what it shows is chosen without asking again, however it is found', async () => {
    const { app, bo } = await withModal(modal([ZONE]), offering([berlin]));
    await bo.options({ viewId: bo.view()?.viewId ?? '' }, 'zone', 'my zone');
    await bo.fill({ Zone: 'Europe/Berlin' });
    await bo.fill({ Zone: 'Europe/Berlin' });
    await app.stop();
    expect(bo.view()?.fields.at(-1)?.value).toEqual(berlin);
    expect(app.requests.filter(({ payload }) => payload.type === 'block_suggestion')).toHaveLength(1);
  });

  test('may answer with nothing; more than a hundred, or too long, is a violation', async () => {
    const nothing = await withModal(modal([ZONE]), offering([]));
    expect(await nothing.bo.options({ viewId: nothing.bo.view()?.viewId ?? '' }, 'zone', 'ber')).toEqual([]);
    expect(nothing.slack.violations).toEqual([]);
    await nothing.app.stop();
    const long = { text: plain('x'.repeat(76)), value: 'x' };
    const many = await withModal(
      modal([ZONE]),
      offering([long, ...Array.from({ length: 100 }, () => berlin)]),
    );
    await many.bo.options({ viewId: many.bo.view()?.viewId ?? '' }, 'zone', 'ber');
    await many.app.stop();
    expect(many.slack.violations.map(({ rule }) => rule)).toEqual(['options_ack', 'options_ack']);
  });
});

describe('a press in a modal', () => {
  const pressed = async (blocks: unknown[] = ALL) => {
    const started = await withModal(modal(blocks));
    await started.bo.fill({ Title: 'VPN' });
    const view = started.bo.view();
    await started.bo.press({ viewId: view?.viewId ?? '' }, 'more');
    return { ...started, view, trigger: String(started.last().trigger_id) };
  };

  test('carries the view with what is typed so far, and neither message nor response_url', async () => {
    const { app, bo, last, view } = await pressed();
    await app.stop();
    expect(last()).toMatchObject({
      type: 'block_actions',
      user: { id: bo.id },
      container: { type: 'view', view_id: view?.viewId },
      view: {
        id: view?.viewId,
        hash: expect.any(String),
        state: {
          values: {
            title: { value: { value: 'VPN' } },
            file: { value: { files: [] } },
            when: { value: { selected_date_time: null } },
          },
        },
      },
      actions: [{ action_id: 'more', block_id: 'row' }],
    });
    for (const member of ['response_url', 'message', 'channel']) expect(last()).not.toHaveProperty(member);
  });

  test('lets the app lay a view over it, under which it stays as it was', async () => {
    const { app, bo, client, trigger, view } = await pressed();
    const over = { type: 'modal' as const, title: plain('Over'), blocks: [MORE] as never[] };
    expect(await outcome(client.views.push({ trigger_id: trigger, view: over }))).toBe('ok');
    expect(bo.view()?.title).toBe('Over');
    await bo.closeView();
    expect(bo.view()).toMatchObject({ viewId: view?.viewId, fields: [{ value: 'VPN' }, {}, {}, {}, {}, {}] });
    await app.stop();
  });

  test('lets the app put new values in: under new block ids, for the client keeps what stands under the old ones', async () => {
    const { app, bo, client, view } = await pressed([MORE]);
    const titled = (id: string, label: string) =>
      field(id, label, { type: 'plain_text_input', initial_value: 'from the app' });
    const next = modal([MORE, titled('title#2', 'Second')]);
    next.blocks[0] = titled('title', 'Title') as never;
    await client.views.update({ view_id: view?.viewId ?? '', view: next });
    const values = Object.fromEntries(bo.view()?.fields.map(({ blockId, value }) => [blockId, value]) ?? []);
    expect(values).toMatchObject({ title: 'VPN', 'title#2': 'from the app' });
    await app.stop();
  });

  test('and an update that makes another kind of field of a block start it anew', async () => {
    const { app, bo, client, view } = await pressed([MORE]);
    const next = modal();
    next.blocks[0] = field('title', 'Title', { type: 'datepicker', initial_date: '2026-03-02' }) as never;
    await client.views.update({ view_id: view?.viewId ?? '', view: next });
    expect(bo.view()?.fields[0]?.value).toBe('2026-03-02');
    await app.stop();
  });
});
