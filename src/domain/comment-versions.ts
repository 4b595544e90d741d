/**
 * The texts a comment has had, folded so that a message and its edits end in the same rows in whatever order, and however often,
 * Slack delivers them.
 *
 * A comment is a list of versions in the order of Slack's time: the original, then one per edit. The state is that list, written the
 * way the tables hold it: `content` is the newest version, and history row i is the text of version i with the time and the
 * author of version i + 1, the edit that replaced it.
 */

import { saysTheSame } from './pseudonym.js';
import { compareTs } from './slack-ts.js';

export type CommentVersions = {
  content: string;
  /** Slack's ts of the newest edit applied; null while unedited. */
  lastEditTs: string | null;
  /** False while the oldest text is only known from what an edit said it replaced. */
  isOriginalSeen: boolean;
  history: readonly ReplacedText[];
};

export type ReplacedText = { previousContent: string; editedAtTs: string; editedById: number };

export type VersionInput =
  | { kind: 'original'; text: string }
  | { kind: 'edit'; editTs: string; text: string; previousText?: string; editorId: number };

/** Stands for an original nobody has seen yet and no edit has named; as a former text of a comment it is shown to nobody. */
const UNKNOWN_TEXT = '';

type Edit = { ts: string; text: string; editorId: number };
type Chain = { original: string; edits: readonly Edit[] };

/**
 * The state after one more delivery; `state` is null before the first. Any permutation of an original and its edits, with
 * repetitions, ends in the same state. What says nothing new returns the same object, so `===` tells whether rows change.
 *
 * Until the original comes, the oldest text is what the oldest edit said it replaced. Every edit keeps its row even where its text
 * equals its neighbour's: a late edit may yet turn out to belong between the two.
 */
export function foldVersion(state: CommentVersions | null, input: VersionInput): CommentVersions {
  if (input.kind === 'original') return foldOriginal(state, input.text);
  const edit = { ts: input.editTs, text: input.text, editorId: input.editorId };
  if (state === null) {
    return stateOf({ original: input.previousText ?? UNKNOWN_TEXT, edits: [edit] }, false);
  }
  const chain = chainOf(state);
  const known = chain.edits.findIndex(
    (each) => compareTs(each.ts, edit.ts) === 0 && saysTheSame(edit.text, each.text),
  );
  if (known >= 0) return foldRepeated(state, chain, known, input.previousText);
  const place = placeOf(chain.edits, edit.ts, input.previousText);
  const edits = [...chain.edits.slice(0, place), edit, ...chain.edits.slice(place)];
  const isOldestOfUnseen = place === 0 && !state.isOriginalSeen;
  const original = isOldestOfUnseen ? (input.previousText ?? UNKNOWN_TEXT) : chain.original;
  return stateOf({ original, edits }, state.isOriginalSeen);
}

function foldOriginal(state: CommentVersions | null, text: string): CommentVersions {
  if (state === null) return stateOf({ original: text, edits: [] }, true);
  return state.isOriginalSeen ? state : stateOf({ ...chainOf(state), original: text }, true);
}

/** The same edit again may still know what it replaced, where its first delivery (from reading the thread) did not. */
function foldRepeated(
  state: CommentVersions,
  chain: Chain,
  index: number,
  previousText: string | undefined,
): CommentVersions {
  const isNews = index === 0 && !state.isOriginalSeen && chain.original === UNKNOWN_TEXT;
  if (!isNews || previousText === undefined || previousText === UNKNOWN_TEXT) return state;
  return stateOf({ ...chain, original: previousText }, false);
}

/**
 * Where an edit belongs. Slack gives edits whole seconds, so two can share a ts; then what an edit says it replaced tells which came
 * first.
 */
function placeOf(edits: readonly Edit[], ts: string, previousText: string | undefined): number {
  const firstNotEarlier = edits.findIndex((each) => compareTs(each.ts, ts) >= 0);
  if (firstNotEarlier < 0) return edits.length;
  const replaced = edits.findIndex((each) => compareTs(each.ts, ts) === 0 && each.text === previousText);
  return replaced < 0 ? firstNotEarlier : replaced + 1;
}

function chainOf(state: CommentVersions): Chain {
  const edits = state.history.map((row, index) => ({
    ts: row.editedAtTs,
    text: textAfter(state, index),
    editorId: row.editedById,
  }));
  return { original: state.history[0]?.previousContent ?? state.content, edits };
}

function stateOf(chain: Chain, isOriginalSeen: boolean): CommentVersions {
  const history = chain.edits.map((edit, index) => ({
    previousContent: chain.edits[index - 1]?.text ?? chain.original,
    editedAtTs: edit.ts,
    editedById: edit.editorId,
  }));
  const newest = chain.edits.at(-1);
  return {
    content: newest?.text ?? chain.original,
    lastEditTs: newest?.ts ?? null,
    isOriginalSeen,
    history,
  };
}

function textAfter(state: CommentVersions, index: number): string {
  return state.history[index + 1]?.previousContent ?? state.content;
}
