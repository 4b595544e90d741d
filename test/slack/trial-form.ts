/** A form with everything that forms may have, for the tests of forms. */
import { webApi } from '@slack/bolt';
import type { Person } from '../../playground/people.js';
import type { SlackServer } from '../../playground/server.js';
import type { ViewTiming } from '../../src/slack/answer-view.js';
import { clientOptionsOf } from '../../src/slack/app.js';
import { actions, button } from '../../src/slack/blocks/pieces.js';
import { createGateway, type ModalView } from '../../src/slack/gateway.js';
import { OPTIONS } from '../../src/slack/ids.js';
import type { ActionCall, answer, Kit, ViewAnswer, ViewCall } from '../../src/slack/kit.js';
import { onAction, onCommand, onView } from '../../src/slack/listener.js';
import { formView } from '../../src/slack/modals/form-view.js';
import { dateTimeInput, externalSelectInput, fileInput, textInput } from '../../src/slack/modals/inputs.js';
import { type OptionSource, onOptions } from '../../src/slack/options/on-options.js';
import { OPTION_SOURCES } from '../../src/slack/options/option-sources.js';
import { type RunningApp, startHttpApp, startSocketApp } from '../playground/bolt-app.js';
import { quiet } from '../playground/box.js';
import type { TestDesk } from '../support/desk.js';

export const FORM = 'trial';

export type Handlers = {
  submit(call: ViewCall): Promise<ViewAnswer>;
  press(call: ActionCall): Promise<ReturnType<typeof answer> | null>;
  options: Record<string, OptionSource>;
  optionsWithinMs: number;
  timing: ViewTiming;
};

export type Mode = 'socket' | 'http';
type Trial = { desk: TestDesk; slack: SlackServer; ada: Person; incidents: unknown[] };

/** The bot with nothing but this form. */
export async function startTrial(
  { desk, slack, ada, incidents }: Trial,
  handlers: Partial<Handlers>,
  mode: Mode,
): Promise<RunningApp> {
  const gateway = createGateway(
    new webApi.WebClient(slack.botToken, { ...clientOptionsOf(slack.apiUrl), logger: quiet }),
  );
  const log = { ...desk.log, error: (fields: object) => void incidents.push(fields) };
  const kit: Kit = {
    desk: { ...desk, log },
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
  const running = await (mode === 'socket' ? startSocketApp : startHttpApp)(slack, (app) => {
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
  return running;
}

export const form = (revision = 1, listed = ''): ModalView =>
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
