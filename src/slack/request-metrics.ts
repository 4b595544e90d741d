/** How much Slack has sent to this process, for whoever watches it from outside. */

import type { Metric } from '../services/health/measure-desk.js';
import type { RequestCounts } from './in-hand.js';

export function requestMetrics({ taken, failed }: RequestCounts): Metric[] {
  return [
    counter('requests_total', 'Events, commands, presses and forms that Slack sent to this process.', taken),
    counter(
      'requests_failed_total',
      'Those of them that were not acknowledged; events among them Slack sends again.',
      failed,
    ),
  ];
}

function counter(name: string, help: string, value: number): Metric {
  return { name: `threadesk_slack_${name}`, type: 'counter', help, samples: [{ value }] };
}
