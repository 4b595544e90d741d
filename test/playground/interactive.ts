/** An app and a modal for the tests of what people press, fill in and choose. */

import { box, stillClock, webClient } from './box.js';
import { type RawAnswer, type RawRequest, startRawApp } from './raw-app.js';

export const TRIAGE = '#it-triage';
export const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const field = (id: string, label: string, element: Record<string, unknown>, rest = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...rest,
});

export const options = ['Low', 'High'].map((label) => ({ text: plain(label), value: label.toLowerCase() }));

export const modal = (blocks: unknown[] = [], rest = {}) => ({
  type: 'modal' as const,
  callback_id: 'create',
  title: plain('New ticket'),
  submit: plain('Create'),
  blocks: [
    field('title', 'Title', { type: 'plain_text_input', max_length: 20 }),
    field('priority', 'Priority', { type: 'static_select', options, initial_option: options[0] }),
    field('who', 'Who', { type: 'users_select' }, { optional: true }),
    ...blocks,
  ] as never[],
  ...rest,
});

export type Answer = (request: RawRequest, index: number) => RawAnswer | undefined;

export async function start(answer: Answer = () => undefined) {
  const clock = stillClock();
  const slack = await box({ clock });
  const app = await startRawApp(slack, answer);
  const last = () => app.requests.at(-1)?.payload ?? {};
  return { slack, clock, app, last, client: webClient(slack), bo: slack.person('Bo') };
}

/** Bo runs a command, and the app opens a modal with its trigger. */
export async function withModal(view: ReturnType<typeof modal> = modal(), answer?: Answer) {
  const started = await start(answer);
  await started.bo.command('/ticket', 'new');
  await started.client.views.open({ trigger_id: String(started.last().trigger_id), view });
  return started;
}
