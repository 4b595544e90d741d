/** Bounds what a check may take: whoever supervises the process wants an answer now, not a perfect one. */

/** What the work resolves with; `otherwise` where it fails, throws at once, or is not there after `ms`. Never rejects. */
export function within<T, U>(ms: number, work: () => T | Promise<T>, otherwise: U): Promise<T | U> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, otherwise);
    const settle = (value: T | U) => {
      clearTimeout(timer);
      resolve(value);
    };
    // Inside of `then`, so that what throws at once is treated as what rejects.
    Promise.resolve()
      .then(work)
      .then(settle, () => settle(otherwise));
  });
}
