/** What kind of work a ticket is. */

export const ISSUE_TYPES = ['incident', 'request', 'bug', 'task', 'story', 'epic'] as const;
export type IssueType = (typeof ISSUE_TYPES)[number];

export const DEFAULT_ISSUE_TYPE: IssueType = 'request';

/** What a requester chooses from: the others are words of the team that does the work. */
export const REQUESTER_ISSUE_TYPES = ['incident', 'request'] as const satisfies readonly IssueType[];

const LABELS: Record<IssueType, { label: string; words: string }> = {
  incident: { label: 'Incident', words: 'Incident: something is broken' },
  request: { label: 'Request', words: 'Request: I need something' },
  bug: { label: 'Bug', words: 'Bug' },
  task: { label: 'Task', words: 'Task' },
  story: { label: 'Story', words: 'Story' },
  epic: { label: 'Epic', words: 'Epic' },
};

/** The short name: "Incident". */
export function issueTypeLabel(type: IssueType): string {
  return LABELS[type].label;
}

/** The name with its meaning, as the create modal offers it. */
export function issueTypeWords(type: IssueType): string {
  return LABELS[type].words;
}

/** What a person may choose; agents of the project have every type. */
export function issueTypesFor(person: { isAgent: boolean }): readonly IssueType[] {
  return person.isAgent ? ISSUE_TYPES : REQUESTER_ISSUE_TYPES;
}

export function isIssueType(value: string): value is IssueType {
  return ISSUE_TYPES.some((type) => type === value);
}
