/** The Web API methods that the box speaks: one table. */

import { CHAT_METHODS } from './chat.js';
import { CONVERSATIONS_METHODS } from './conversations.js';
import type { MethodTable } from './method.js';
import { PEOPLE_METHODS } from './people.js';
import { REACTIONS_AND_FILES_METHODS } from './reactions-and-files.js';
import { UPLOADS_METHODS } from './uploads.js';
import { VIEWS_METHODS } from './views.js';

export const METHODS: MethodTable = {
  ...PEOPLE_METHODS,
  ...CHAT_METHODS,
  ...CONVERSATIONS_METHODS,
  ...VIEWS_METHODS,
  ...REACTIONS_AND_FILES_METHODS,
  ...UPLOADS_METHODS,
  'apps.connections.open': {
    args: {},
    tier: 1,
    scope: 'connections:write',
    token: 'app',
    isReading: true,
    run: ({ openSocketUrl }) => ({ url: openSocketUrl() }),
  },
};
