/** Small rules that check a JSON value and report what is wrong in Slack's wording, with a JSON pointer. */

import { codePoints, entryOf, isObject } from '../workspace/json.js';
import type { JsonObject } from '../workspace/types.js';

export type Report = (message: string, pointer: string) => void;
export type Rule = (value: unknown, pointer: string, report: Report) => void;

export type Bounds = { min?: number; max?: number };

function checkLength(
  count: number,
  unit: string,
  { min, max }: Bounds,
  pointer: string,
  report: Report,
): void {
  if (min !== undefined && count < min) report(`must be more than ${min - 1} ${unit}`, pointer);
  if (max !== undefined && count > max) report(`must be less than ${max + 1} ${unit}`, pointer);
}

/** A string; bounds count code points. */
export function text(bounds: Bounds = {}): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'string') report('must provide a string', pointer);
    else checkLength(codePoints(value), 'characters', bounds, pointer, report);
  };
}

export function matching(pattern: RegExp, what: string): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'string' || !pattern.test(value)) report(`must be a valid ${what}`, pointer);
  };
}

export function whole(bounds: Bounds = {}): Rule {
  return (value, pointer, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      report('must provide an integer', pointer);
      return;
    }
    if (bounds.min !== undefined && value < bounds.min) report(`must be at least ${bounds.min}`, pointer);
    if (bounds.max !== undefined && value > bounds.max) report(`must be at most ${bounds.max}`, pointer);
  };
}

export const flag: Rule = (value, pointer, report) => {
  if (typeof value !== 'boolean') report('must provide a boolean', pointer);
};

export const anything: Rule = () => {};

export function oneOf(...allowed: readonly (string | number)[]): Rule {
  return (value, pointer, report) => {
    if (!allowed.some((one) => one === value)) {
      report(`must be one of: ${allowed.join(', ')}`, pointer);
    }
  };
}

export function list(item: Rule, { min, max }: Bounds = {}): Rule {
  return (value, pointer, report) => {
    if (!Array.isArray(value)) {
      report('must provide an array', pointer);
      return;
    }
    if (min !== undefined && value.length < min) report(`no fewer than ${min} items allowed`, pointer);
    if (max !== undefined && value.length > max) report(`no more than ${max} items allowed`, pointer);
    for (const [index, one] of value.entries()) item(one, `${pointer}/${index}`, report);
  };
}

export type Shape = {
  required?: Readonly<Record<string, Rule>>;
  optional?: Readonly<Record<string, Rule>>;
  /** What no single member shows: choices between members, values among options, duplicates. */
  also?: (object: JsonObject, pointer: string, report: Report) => void;
};

/** An object with these members and no others: Slack refuses the whole call for one unknown property. */
export function object({ required = {}, optional = {}, also }: Shape): Rule {
  return (value, pointer, report) => {
    if (!isObject(value)) {
      report('must provide an object', pointer);
      return;
    }
    for (const name of Object.keys(required)) {
      if (value[name] === undefined || value[name] === null)
        report(`missing required field: ${name}`, pointer);
    }
    for (const [name, member] of Object.entries(value)) {
      const rule = entryOf(required, name) ?? entryOf(optional, name);
      if (!rule) report(`no additional properties allowed: ${name}`, pointer);
      else if (member !== null && member !== undefined) rule(member, `${pointer}/${name}`, report);
    }
    also?.(value, pointer, report);
  };
}

/** One of several objects told apart by `type`. */
export function byType(rules: () => Readonly<Record<string, Rule>>, allowed?: readonly string[]): Rule {
  return (value, pointer, report) => {
    if (!isObject(value)) {
      report('must provide an object', pointer);
      return;
    }
    if (typeof value.type !== 'string') {
      report('missing required field: type', pointer);
      return;
    }
    const rule = allowed && !allowed.includes(value.type) ? undefined : entryOf(rules(), value.type);
    if (rule) rule(value, pointer, report);
    else report(`unsupported type: ${value.type}`, `${pointer}/type`);
  };
}

/** Reports each value that occurs twice. */
export function noDuplicates(
  values: readonly unknown[],
  what: string,
  pointer: string,
  report: Report,
): void {
  const seen = new Set<unknown>();
  for (const value of values) {
    if (value === undefined) continue;
    if (seen.has(value)) report(`duplicate ${what}: ${String(value)}`, pointer);
    seen.add(value);
  }
}
