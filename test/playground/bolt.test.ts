/** Real Bolt and WebClient, unmodified, against the box, in both ways of delivery. */

import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type SlackServer, startSlackServer } from '../../playground/server.js';
import { type RunningApp, startHttpApp, startSocketApp } from './bolt-app.js';

const MODAL = {
  type: 'modal' as const,
  callback_id: 'create',
  title: { type: 'plain_text' as const, text: 'New ticket' },
  submit: { type: 'plain_text' as const, text: 'Create' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'title',
      label: { type: 'plain_text' as const, text: 'Title' },
      element: { type: 'plain_text_input' as const, action_id: 'value', max_length: 50 },
    },
  ],
};

function handlers(app: App): void {
  app.command('/ticket', async ({ ack, client, body, respond }) => {
    await ack();
    if (body.text === 'new') await client.views.open({ trigger_id: body.trigger_id, view: MODAL });
    else await respond(`You said: ${body.text}`);
  });
  app.view('create', async ({ ack, view, client, body }) => {
    const title = view.state.values.title?.value?.value ?? '';
    if (title.includes('bad')) {
      await ack({ response_action: 'errors', errors: { title: 'Not this word' } });
      return;
    }
    await ack();
    await client.chat.postMessage({
      channel: body.user.id,
      text: `Made: ${title}`,
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'take', text: { type: 'plain_text', text: 'Take' }, value: '7' },
          ],
        },
      ],
    });
  });
  app.action('take', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.channel || !body.message) return;
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text: `Taken by ${body.user.id}`,
    });
  });
}

const STARTERS = { 'Socket Mode': startSocketApp, HTTP: startHttpApp } as const;

let slack: SlackServer | undefined;
let running: RunningApp | undefined;

afterEach(async () => {
  await running?.stop();
  await slack?.close();
});

describe.each(Object.entries(STARTERS))('over %s', (_, start) => {
  async function begin() {
    slack = await startSlackServer({ retryDelaysMs: [50, 200, 500, 1000] });
    running = await start(slack, handlers);
    return { slack, app: running };
  }

  test('a command is acked and answered by its response_url, to the person alone', async () => {
    const { slack: box } = await begin();
    const bo = box.person('Bo');
    const result = await bo.command('/ticket', 'ask @ana about <b> & #it-help', { channel: '#it-help' });
    expect(result.isAcked).toBe(true);
    await box.until(() => result.responses.length > 0);
    const ana = box.person('Ana');
    expect(result.responses[0]?.text).toContain(`<@${ana.id}|ana>`);
    expect(bo.sees('#it-help').at(-1)).toMatchObject({ isEphemeral: true });
    expect(ana.sees('#it-help')).toEqual([]);
  });

  test('a modal keeps what was typed when a field is refused, and closes when it is taken', async () => {
    const { slack: box } = await begin();
    const bo = box.person('Bo');
    await bo.command('/ticket', 'new');
    await box.until(() => bo.view());
    await bo.fill({ Title: 'a bad word' });
    const refused = await bo.submit();
    expect(refused.errors).toEqual({ Title: 'Not this word' });
    expect(bo.view()?.fields[0]?.value).toBe('a bad word');
    await bo.fill({ Title: 'VPN down' });
    expect(await bo.submit()).toMatchObject({ isSent: true, isAcked: true, errors: {} });
    expect(bo.view()).toBeNull();
    const card = await box.until(() => bo.sees(bo.dm()).at(-1));
    await bo.press(card, 'take');
    await box.until(() => bo.sees(bo.dm()).at(-1)?.text.startsWith('Taken by'));
    expect(box.violations).toEqual([]);
  });

  test('a mention is two events, and a channel without the bot sends none', async () => {
    const { slack: box, app } = await begin();
    box.person('Bo').post('#it-help', 'unheard');
    box.person('Ben').post('#it-triage', 'please @threadesk look');
    await box.settled();
    expect(app.events.sort()).toEqual(['app_mention', 'message']);
  });

  test('an event whose handling fails is not acked, comes again with the same id, and is then taken', async () => {
    slack = await startSlackServer({ retryDelaysMs: [5, 5], ackTimeoutMs: 500 });
    const attempts: (number | undefined)[] = [];
    running = await start(slack, (app) => {
      const process = app.processEvent.bind(app);
      app.processEvent = async (event) => {
        attempts.push(event.retryNum);
        if (attempts.length === 1) throw new Error('the database is away');
        await process(event);
      };
    });
    slack.person('Ben').post('#it-triage', 'hello');
    await slack.settled();
    expect(running.events).toEqual(['message']);
    expect(attempts).toHaveLength(2);
    expect(attempts[1]).toBe(1);
    expect(slack.events).toMatchObject([{ state: 'acked', attempts: 2 }]);
  });
});
