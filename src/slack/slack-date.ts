/** Remembers what time it is for Slack, which only the headers of its answers tell. */

export type SlackDate = {
  fetch: typeof globalThis.fetch;
  /** As the newest answer had it, to the second; null before one. */
  last(): Date | null;
};

export function listenForDate(fetch: typeof globalThis.fetch = globalThis.fetch): SlackDate {
  let last: Date | null = null;
  return {
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const atMs = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(atMs)) last = new Date(atMs);
      return response;
    },
    last: () => last,
  };
}
