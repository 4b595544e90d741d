/** Waits for something, but not longer than whoever asked will wait. */

/** The value, or null where it takes longer. A rejection within the time is thrown; a later one is nobody's any more. */
export async function firstOf<T>(promise: Promise<T>, waitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
