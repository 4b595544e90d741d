/** Carries Homes to Slack: rendered here, failures handed back as data. */

import type { HomeCarrier } from '../services/home/home-carrier.js';
import { homeView } from './blocks/home.js';
import type { Gateway } from './gateway.js';
import { carried } from './post-carrier.js';

export function createHomeCarrier(gateway: Gateway): HomeCarrier {
  return {
    publish: ({ slackUserId, content, hash }) => {
      const view = homeView(content);
      return carried(gateway.publishHome(slackUserId, view, hash ?? undefined));
    },
  };
}
