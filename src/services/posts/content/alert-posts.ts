/** What warnings and breaches show. */
import type { AlertView, PostContent } from '../../../domain/post-content.js';
import { loadAlert, loadDigest } from './load-alert-content.js';
import { type Loader, type Loaders, onTicket, type TicketLoader } from './post-loader.js';

export const ALERT_POSTS = {
  at_risk: onAlert((alert) => ({ kind: 'at_risk', alert })),
  breach: onAlert((alert) => ({ kind: 'breach', alert })),
  alert_digest: ({ db, desk, post }) => loadDigest(db, desk.database, post),
} as const satisfies Loaders;

/** Alerts have words for whoever may know less. */
function onAlert(show: (alert: AlertView) => PostContent): Loader {
  const load: TicketLoader = async ({ db, desk, row, post }) => {
    const alert = await loadAlert(db, desk.database, row, post);
    return alert === null ? null : show(alert);
  };
  return onTicket(load, load);
}
