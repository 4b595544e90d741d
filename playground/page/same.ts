/** Keeps what did not change as it was, so that only what did is drawn anew. */

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const kept = after.map((value, index) => same(before[index], value));
  const isSame = before.length === kept.length && kept.every((value, index) => value === before[index]);
  return isSame ? before : kept;
}

function sameRecord(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const kept = Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, same(before[key], value)]),
  );
  const isSame =
    Object.keys(before).length === Object.keys(kept).length &&
    Object.keys(kept).every((key) => Object.hasOwn(before, key) && kept[key] === before[key]);
  return isSame ? before : kept;
}

/** What JSON says the second time, made of the parts of the first time wherever they are equal. */
export function same<T>(before: unknown, after: T): T {
  if (Array.isArray(before) && Array.isArray(after)) return sameList(before, after) as T;
  if (isRecord(before) && isRecord(after)) return sameRecord(before, after) as T;
  return after;
}
