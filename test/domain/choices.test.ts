import { describe, expect, it } from 'vitest';
import { issueTypesFor } from '../../src/domain/issue-type.js';
import { prioritiesFor, priorityWords } from '../../src/domain/priority.js';

describe('choices', () => {
  it('only agents set critical', () => {
    expect(prioritiesFor({ isAgent: false })).toEqual(['low', 'medium', 'high']);
    expect(prioritiesFor({ isAgent: true })).toEqual(['low', 'medium', 'high', 'critical']);
  });
  it('requesters choose in words', () => {
    expect(prioritiesFor({ isAgent: false }).map(priorityWords)).toEqual([
      'Low: can wait',
      'Medium',
      'High: several people cannot work',
    ]);
  });
  it('requesters report incidents and requests', () => {
    expect(issueTypesFor({ isAgent: false })).toEqual(['incident', 'request']);
    expect(issueTypesFor({ isAgent: true })).toEqual(['incident', 'request', 'bug', 'task', 'story', 'epic']);
  });
});
