import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommentVersions, foldVersion, type VersionInput } from '../../src/domain/comment-versions.js';

const ANA = 1;

function original(text: string): VersionInput {
  return { kind: 'original', text };
}
function edit(editTs: string, text: string, previousText?: string): VersionInput {
  return {
    kind: 'edit',
    editTs,
    text,
    editorId: ANA,
    ...(previousText === undefined ? {} : { previousText }),
  };
}
function fold(...inputs: VersionInput[]): CommentVersions | null {
  return inputs.reduce<CommentVersions | null>(foldVersion, null);
}

describe('the texts of a comment', () => {
  it('an unedited message has no history', () => {
    expect(fold(original('a'))).toEqual({
      content: 'a',
      lastEditTs: null,
      isOriginalSeen: true,
      history: [],
    });
  });

  it('an edit keeps the old text, with the time and author of the edit', () => {
    expect(fold(original('a'), edit('10.000000', 'b', 'a'))).toEqual({
      content: 'b',
      lastEditTs: '10.000000',
      isOriginalSeen: true,
      history: [{ previousContent: 'a', editedAtTs: '10.000000', editedById: ANA }],
    });
  });

  it('an edit before its message makes the comment from what it replaced', () => {
    expect(fold(edit('10.000000', 'b', 'a'))).toEqual({
      content: 'b',
      lastEditTs: '10.000000',
      isOriginalSeen: false,
      history: [{ previousContent: 'a', editedAtTs: '10.000000', editedById: ANA }],
    });
  });

  it('the original, arriving late, takes its place as the oldest text', () => {
    expect(fold(edit('20.000000', 'c', 'b'), original('a'))).toEqual(
      fold(original('a'), edit('20.000000', 'c', 'b')),
    );
  });

  it('a late older edit splits the chain', () => {
    const state = fold(original('a'), edit('20.000000', 'c', 'b'), edit('10.000000', 'b', 'a'));
    expect(state?.history.map((row) => [row.previousContent, row.editedAtTs])).toEqual([
      ['a', '10.000000'],
      ['b', '20.000000'],
    ]);
    expect(state?.content).toBe('c');
  });

  it('the same delivery again changes nothing at all', () => {
    const state = fold(original('a'), edit('10.000000', 'b', 'a'));
    expect(foldVersion(state, original('a'))).toBe(state);
    expect(foldVersion(state, edit('10.000000', 'b', 'a'))).toBe(state);
    expect(foldVersion(state, edit('10.000000', 'b'))).toBe(state);
  });

  it('an edit read back from the thread learns what it replaced when its event comes', () => {
    expect(fold(edit('10.000000', 'b'), edit('10.000000', 'b', 'a'))).toEqual(
      fold(edit('10.000000', 'b', 'a')),
    );
  });

  it('two edits in one second are ordered by what they replaced', () => {
    const first = edit('10.000000', 'b', 'a');
    const second = edit('10.000000', 'c', 'b');
    expect(fold(original('a'), second, first)).toEqual(fold(original('a'), first, second));
    expect(fold(original('a'), second, first)?.content).toBe('c');
  });

  it('an edit in the same second as an older one keeps its place before later ones', () => {
    const [first, second, third] = [
      edit('10.000000', 'b', 'a'),
      edit('10.000000', 'c', 'b'),
      edit('20.000000', 'd', 'c'),
    ];
    expect(fold(original('a'), third, first, second)).toEqual(fold(original('a'), first, second, third));
  });

  it('a text taken back and given again keeps its place, whatever came late', () => {
    const all = [original('a'), edit('10.000000', 'b'), edit('20.000000', 'a'), edit('30.000000', 'd')];
    const late = fold(original('a'), edit('20.000000', 'a'), edit('30.000000', 'd'), edit('10.000000', 'b'));
    expect(late).toEqual(fold(...all));
  });
});

describe('an edit that changed no text', () => {
  it('still counts as the last edit', () => {
    expect(fold(original('a'), edit('10.000000', 'a'))?.lastEditTs).toBe('10.000000');
  });
});

describe('any order of delivery', () => {
  const text = fc.constantFrom('', 'a', 'b', 'c');
  const story = fc
    .tuple(
      text,
      fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 6 }),
      fc.array(text, { minLength: 6, maxLength: 6 }),
    )
    .map(([first, seconds, texts]): VersionInput[] => {
      let previous = first;
      const edits = [...seconds]
        .sort((left, right) => left - right)
        .map((second, index) => {
          const next = texts[index] ?? '';
          const input = edit(`${second}.000000`, next, previous);
          previous = next;
          return input;
        });
      return [original(first), ...edits];
    });
  const delivery = story.chain((inputs) =>
    fc
      .tuple(
        fc.shuffledSubarray(inputs, { minLength: inputs.length, maxLength: inputs.length }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...inputs)), { maxLength: 6 }),
      )
      .map(([order, repeats]) => {
        const delivered = [...order];
        for (const [at, input] of repeats) delivered.splice(at % (delivered.length + 1), 0, input);
        return { inputs, delivered };
      }),
  );

  it('with repetitions, ends in the rows of delivery in order', () => {
    fc.assert(
      fc.property(delivery, ({ inputs, delivered }) => {
        expect(fold(...delivered)).toEqual(fold(...inputs));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends in the same rows while the original is still missing', () => {
    fc.assert(
      fc.property(delivery, ({ inputs, delivered }) => {
        const isEdit = (input: VersionInput) => input.kind === 'edit';
        expect(fold(...delivered.filter(isEdit))).toEqual(fold(...inputs.filter(isEdit)));
      }),
    );
  });

  it('never loses a text: every version is the content or in the history', () => {
    fc.assert(
      fc.property(delivery, ({ inputs, delivered }) => {
        const state = fold(...delivered);
        const kept = [...(state?.history ?? []).map((row) => row.previousContent), state?.content];
        expect(kept).toEqual(inputs.map((input) => input.text));
      }),
    );
  });
});
