/** The channels that every story is about. */

export const HELP = '#it-help';
export const TRIAGE = '#it-triage';
/** Whoever sees it: their direct messages with the bot. */
export const BOT = '@threadesk';
