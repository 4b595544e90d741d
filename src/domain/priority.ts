/** How urgent a ticket is, in the words requesters and agents choose it by. */

/** From least to most urgent, so that an index comparison orders them. */
export const PRIORITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const DEFAULT_PRIORITY: Priority = 'medium';

const CHOICES: Record<Priority, { label: string; words: string; isForAgentsOnly: boolean }> = {
  low: { label: 'Low', words: 'Low: can wait', isForAgentsOnly: false },
  medium: { label: 'Medium', words: 'Medium', isForAgentsOnly: false },
  high: { label: 'High', words: 'High: several people cannot work', isForAgentsOnly: false },
  critical: { label: 'Critical', words: 'Critical: work stands still', isForAgentsOnly: true },
};

/** A value for each priority, the least urgent first. */
export function everyPriority<T>(valueFor: (priority: Priority) => T): Record<Priority, T> {
  return {
    low: valueFor('low'),
    medium: valueFor('medium'),
    high: valueFor('high'),
    critical: valueFor('critical'),
  };
}

/** The short name: "High". */
export function priorityLabel(priority: Priority): string {
  return CHOICES[priority].label;
}

/** The name with its meaning, as the create modal offers it: "High: several people cannot work". */
export function priorityWords(priority: Priority): string {
  return CHOICES[priority].words;
}

/** What a person may choose; only agents of the project set `critical`. */
export function prioritiesFor(person: { isAgent: boolean }): Priority[] {
  return PRIORITIES.filter((priority) => person.isAgent || !CHOICES[priority].isForAgentsOnly);
}

export function isPriority(value: string): value is Priority {
  return PRIORITIES.some((priority) => priority === value);
}
