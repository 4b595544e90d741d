/** A person in the workspace, acting as one does in Slack's own client. */

import type { Dispatcher } from './delivery/dispatcher.js';
import type { Client } from './people/client.js';
import { type Forwarding, forwarding } from './people/forwarding.js';
import { type Interacting, interacting } from './people/interacting.js';
import { type Membership, membership } from './people/membership.js';
import { type Modals, modals } from './people/modals.js';
import { type Posting, posting } from './people/posting.js';
import { type Seeing, seeing } from './people/seeing.js';
import { memberNamed, type WorkspaceCore } from './workspace/core.js';

export type Person = { id: string; name: string } & Posting &
  Forwarding &
  Membership &
  Interacting &
  Modals &
  Seeing;

/**
 * Acting as people, by name, handle or id; the same person is the same client each time. Whatever Slack's client
 * does not offer (a button that is not there, a channel one is not in) throws NotPossible.
 */
export function people(core: WorkspaceCore, dispatcher: Dispatcher): (nameOrId: string) => Person {
  const known = new Map<string, Person>();
  return (nameOrId) => {
    const me = memberNamed(core, nameOrId);
    const existing = known.get(me.id);
    if (existing) return existing;
    const client: Client = { core, dispatcher, me, chosen: new Map(), offered: new Map() };
    const person: Person = {
      id: me.id,
      name: me.displayName,
      ...posting(client),
      ...forwarding(client),
      ...membership(client),
      ...interacting(client),
      ...modals(client),
      ...seeing(client),
    };
    known.set(me.id, person);
    return person;
  };
}
