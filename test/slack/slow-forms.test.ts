/** Forms whose answer takes longer than Slack waits, through real Bolt. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import type { ViewTiming } from '../../src/slack/answer-view.js';
import type { ModalView } from '../../src/slack/gateway.js';
import { noticeView } from '../../src/slack/modals/notice-view.js';
import { useTrialForm } from './use-trial-form.js';

const trial = useTrialForm();
const { start } = trial;

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

describe('what takes longer than Slack waits', () => {
  const waiting = noticeView('Preview', 'Counting…');
  const shows = (words: string) =>
    trial.slack.until(() => trial.ada.view()?.shows.includes(words), { what: `"${words}" in the modal` });

  it('is shown in the same modal when it is known', async () => {
    const { known, finish } = pending();
    await start({
      submit: async () => ({ kind: 'show', view: waiting, later: () => known }),
      timing: AT_ONCE,
    });
    await trial.ada.fill({ 'Time zone': 'Europe/Berlin' });
    expect(await trial.ada.submit()).toMatchObject({ isAcked: true, errors: {} });
    expect(trial.ada.view()).toMatchObject({ title: 'Preview', shows: expect.stringContaining('Counting…') });
    finish(noticeView('Preview', '3 open tickets change.'));
    await shows('3 open tickets change.');
  });

  it('is shown at once where it is known in time, and the waiting is never seen', async () => {
    const known = noticeView('Preview', '3 open tickets change.');
    await start({ submit: async () => ({ kind: 'show', view: waiting, later: async () => known }) });
    await trial.ada.fill({ 'Time zone': 'Europe/Berlin' });
    await trial.ada.submit();
    expect(trial.ada.view()?.shows).toContain('3 open tickets change.');
    await trial.slack.settled();
    expect(trial.slack.calls.filter(({ method }) => method === 'views.update')).toEqual([]);
  });

  it('and is refused in time is told on its fields', async () => {
    const later = () => Promise.reject(new UserError('x', { fields: { holidays: 'Write a date a line.' } }));
    await start({ submit: async () => ({ kind: 'show', view: waiting, later }) });
    await trial.ada.fill({ 'Time zone': 'Europe/Berlin' });
    expect((await trial.ada.submit()).errors).toEqual({ Holidays: 'Write a date a line.' });
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
    await trial.ada.fill({ 'Time zone': 'Europe/Berlin' });
    await trial.ada.submit();
    expect(trial.ada.view()?.shows).toContain('Counting…');
    fail(error);
    await trial.slack.until(() => words.test(trial.ada.view()?.shows ?? ''), {
      what: 'the failure in the modal',
    });
    expect(trial.ada.view()?.title).toBe('Preview');
    expect(trial.incidents).toHaveLength(logged);
  });

  it('is let go where the person has closed the modal meanwhile', async () => {
    const { known, finish } = pending();
    await start({
      submit: async () => ({ kind: 'show', view: waiting, later: () => known }),
      timing: AT_ONCE,
    });
    await trial.ada.fill({ 'Time zone': 'Europe/Berlin' });
    await trial.ada.submit();
    await trial.ada.closeView();
    finish(noticeView('Preview', 'Too late'));
    const refused = () => trial.slack.calls.find(({ method }) => method === 'views.update')?.result.error;
    expect(await trial.slack.until(refused, { what: 'the refused update' })).toBe('not_found');
    expect(trial.ada.view()).toBeNull();
  });
});
