/** Moved: the text rules are the domain's. Import them from there. */
export * from '../../domain/mrkdwn.js';
