/** Every method takes the arguments that Slack documents, and no others: a misspelt one shall not pass in silence. */

import { describe, expect, it } from 'vitest';
import type { ArgumentType } from '../../playground/api/arguments.js';
import { METHODS } from '../../playground/api/methods.js';
import { box, outcome, webClient } from './box.js';
import { DOCUMENTED, undocumentedRefusals } from './documented.js';

const ALL = Object.keys(METHODS);

/** What the pages call a type, and what the box reads it as. */
const READ_AS: Readonly<Record<string, ArgumentType>> = {
  array: 'json',
  boolean: 'boolean',
  channel: 'string',
  file: 'string',
  integer: 'number',
  number: 'number',
  string: 'string',
  timestamp: 'ts',
  user: 'string',
  view: 'json',
};

/** Where a page says no more than `string`, or Slack has a refusal of its own for what is none. */
const BY_NAME: Readonly<Record<string, ArgumentType>> = {
  attachments: 'json',
  blocks: 'json',
  latest: 'string',
  message_ts: 'ts',
  metadata: 'json',
  oldest: 'string',
  thread_ts: 'ts',
  unfurled_attachments: 'json',
};

function expectedTable(method: string): Record<string, string> {
  const documented = Object.entries(DOCUMENTED.methods[method]?.arguments ?? {});
  return Object.fromEntries(
    documented.map(([name, spec]) => {
      const [type = ''] = spec.replace('!', '').split('|');
      return [name, `${BY_NAME[name] ?? READ_AS[type] ?? '?'}${spec.endsWith('!') ? '!' : ''}`];
    }),
  );
}

/** A value of each type, so that nothing but what is asked about is wrong. */
const SOME: Readonly<Record<ArgumentType, unknown>> = {
  boolean: true,
  json: {},
  number: 1,
  string: 'x',
  ts: '1700000000.000100',
};

function required(method: string): Record<string, unknown> {
  const specs = Object.entries(METHODS[method]?.args ?? {}).filter(([, spec]) => spec.endsWith('!'));
  return Object.fromEntries(specs.map(([name, spec]) => [name, SOME[spec.replace('!', '') as ArgumentType]]));
}

async function asking(method: string) {
  const slack = await box({ scopes: Object.values(METHODS).flatMap(scopesOf) });
  const client = webClient(slack, METHODS[method]?.token === 'app' ? slack.appToken : slack.botToken);
  return { slack, ask: (args: Record<string, unknown>) => outcome(client.apiCall(method, args)) };
}

function scopesOf({ scope }: (typeof METHODS)[string]): string[] {
  return scope === null ? [] : typeof scope === 'string' ? [scope] : Object.values(scope);
}

describe('the arguments of a method', () => {
  it.each(ALL)('%s: as documented', (method) => {
    expect(METHODS[method]?.args).toEqual(expectedTable(method));
  });

  it.each(ALL)('%s: one that is not documented is refused, and remembered', async (method) => {
    const { slack, ask } = await asking(method);
    expect(await ask({ ...required(method), misspelt: 'x' })).toBe('invalid_arguments');
    expect(slack.violations).toMatchObject([
      { rule: 'invalid_arguments', detail: `${method}: [ERROR] no such argument: misspelt` },
    ]);
  });

  const requiring = ALL.flatMap((method) => Object.keys(required(method)).map((name) => [method, name]));

  it.each(requiring)('%s: %s is required', async (method = '', name = '') => {
    const { slack, ask } = await asking(method);
    const { [name]: _, ...rest } = required(method);
    expect(await ask(rest)).toBe('invalid_arguments');
    expect(slack.violations).toMatchObject([
      { detail: `${method}: [ERROR] missing required field: ${name}` },
    ]);
  });
});

it('is asked of every method that there is', () => {
  expect([...ALL].sort()).toEqual(Object.keys(DOCUMENTED.methods).sort());
});

describe('a method that the box does not have', () => {
  it.each([
    ['a method of Slack', 'chat.scheduleMessage'],
    ['none at all', 'team.teleport'],
  ])('%s answers unknown_method, and the inspector has why', async (_, method) => {
    const slack = await box({ hasTrail: true });
    expect(await outcome(webClient(slack).apiCall(method))).toBe('unknown_method');
    expect(slack.violations).toMatchObject([
      { rule: 'unknown_method', detail: `${method}: [ERROR] the box does not have this method` },
    ]);
    const shown = JSON.stringify(slack.trail?.since(0) ?? null);
    expect(shown).toContain(`${method}: [ERROR] the box does not have this method`);
    expect(undocumentedRefusals(slack)).toEqual([]);
  });
});
