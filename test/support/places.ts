/** The channels that every story is about. */

export const HELP = '#it-help';
export const TRIAGE = '#it-triage';
