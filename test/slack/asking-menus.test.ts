/** Menus that ask the bot while a person types, through real Bolt: whom they answer, and with how much. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { OPTIONS } from '../../src/slack/ids.js';
import type { OptionSource } from '../../src/slack/options/on-options.js';
import { OPTION_SOURCES } from '../../src/slack/options/option-sources.js';
import { useTrialForm } from './use-trial-form.js';

const trial = useTrialForm();
const { start, offered } = trial;

describe('a menu that asks', () => {
  it('and fails is empty, and its failure is logged', async () => {
    const broken = { ...OPTION_SOURCES, [OPTIONS.timeZone]: () => Promise.reject(new Error('no zones')) };
    await start({ options: broken });
    expect(await offered('time_zone', 'berlin')).toEqual([]);
    expect(trial.incidents).toEqual([expect.objectContaining({ options: 'time_zone' })]);
  });

  it('knows who types', async () => {
    const asked: string[] = [];
    const whoAsks: OptionSource = async ({ slackUserId, query }) => {
      asked.push(`${slackUserId} ${query}`);
      return [];
    };
    await start({ options: { ...OPTION_SOURCES, [OPTIONS.timeZone]: whoAsks } });
    await offered('time_zone', 'berlin');
    expect(asked).toEqual([`${trial.ada.id} berlin`]);
  });

  it('and is asked by somebody who may not is empty, which is no incident', async () => {
    const refused = () => Promise.reject(new UserError('You may not do this.'));
    await start({ options: { ...OPTION_SOURCES, [OPTIONS.timeZone]: refused } });
    expect(await offered('time_zone', 'berlin')).toEqual([]);
    expect(trial.incidents).toEqual([]);
  });

  it('and never hears back is empty before Slack gives up', async () => {
    const silent = { ...OPTION_SOURCES, [OPTIONS.timeZone]: () => new Promise<never>(() => undefined) };
    await start({ options: silent, optionsWithinMs: 50 });
    expect(await offered('time_zone', 'berlin')).toEqual([]);
    expect(trial.incidents).toHaveLength(1);
  });

  it('shows a hundred at most, each within what Slack shows', async () => {
    await start();
    for (const menu of ['time_zone', 'holiday_region']) {
      const all = await offered(menu, 'a');
      expect(all.length).toBeGreaterThan(50);
      expect(all.length).toBeLessThanOrEqual(100);
    }
    expect(trial.slack.violations).toEqual([]);
  });

  it('takes anything that can be typed', async () => {
    await start();
    for (const query of ['.*', '%', '<!channel>', '\u0000', '🎉', 'x'.repeat(3_000)]) {
      expect(await offered('time_zone', query), query).toEqual([]);
    }
    expect(trial.incidents).toEqual([]);
  });
});
