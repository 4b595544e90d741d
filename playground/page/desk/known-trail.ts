/** What a page knows of what happened, and how far the story has come with it, through restarts of the workspace and reloads of the page. */
import type { Happening, Trail } from '../../live/protocol.js';
import { asObject, asText, parseJson } from '../../workspace/json.js';
import { goOn, type Progress, UNBEGUN } from './story-steps.js';

export type Known = Trail & { progress: Progress };

/** What changed replaces what was known of it. */
function merge(known: readonly Happening[], { happenings: news, oldestId }: Trail): Happening[] {
  const changed = new Map(news.map((happening) => [happening.id, happening]));
  const kept = known.map((happening) => {
    const newer = changed.get(happening.id);
    changed.delete(happening.id);
    return newer ?? happening;
  });
  return [...kept, ...changed.values()].filter(({ id }) => id >= oldestId);
}

/** Another run numbers its happenings anew. The desk is still the same then, and so the story goes on where it was. */
export function learn(known: Known, news: Trail): Known {
  const isSameRun = known.run === news.run;
  const happenings = merge(isSameRun ? known.happenings : [], news);
  const progress = isSameRun ? known.progress : { ...known.progress, lastId: 0 };
  return { ...news, happenings, progress: goOn(progress, happenings) };
}

/** For whoever has done it already, or will not. */
export function skipStep(known: Known): Known {
  const { done, lastId } = known.progress;
  return { ...known, progress: goOn({ done: done + 1, lastId }, known.happenings) };
}

/** What a reload needs to know: the happenings themselves are told anew, as far as they are not forgotten. */
export function wordsToKeep({ run, progress }: Known): string {
  return JSON.stringify({ run, ...progress });
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}

/** Of what was kept; with nothing, or what nobody can read, the story begins. */
export function knownFrom(kept: string | null): Known {
  const { run, done, lastId } = asObject(safelyRead(kept));
  const progress = kept === null ? UNBEGUN : { done: count(done), lastId: count(lastId) };
  return { run: asText(run), version: 0, oldestId: 0, happenings: [], progress };
}

function safelyRead(kept: string | null): unknown {
  try {
    return parseJson(kept ?? 'null');
  } catch {
    return null;
  }
}
