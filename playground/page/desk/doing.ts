/** Does something from the drawer, and says what came of it where it was done. */
import { useState } from 'react';
import { wordsOfFailure } from '../refusals.js';

export type Doing = {
  isBusy: boolean;
  /** Why it was not done; null after what was. */
  refusal: string | null;
  run(act: () => Promise<unknown>): Promise<void>;
};

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await act();
    } catch (error) {
      setRefusal(wordsOfFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, refusal, run };
}
