/** Another bot posts, from outside: what Slack would refuse of it is refused here, too. */

import { z } from 'zod';
import { readBlocks } from '../workspace/read-blocks.js';
import { NotPossible } from '../workspace/slack-error.js';
import type { Workspace } from '../workspace/workspace.js';
import { readArguments } from './read-act.js';

const BY_INTEGRATION = z.tuple([
  z.string().min(1),
  z.string(),
  z
    .strictObject({
      threadTs: z.string().exactOptional(),
      blocks: z.array(z.record(z.string(), z.unknown())).exactOptional(),
      attachments: z.array(z.record(z.string(), z.unknown())).max(100).exactOptional(),
    })
    .optional(),
]);

/** Throws NotPossible, or SlackError for blocks that are none. */
export function postAs(workspace: Workspace, name: string, args: unknown): { channel: string; ts: string } {
  if (name === '') throw new NotPossible('An integration has a name');
  const [channel, text, options = {}] = readArguments('post', BY_INTEGRATION, args);
  readBlocks(workspace, options.blocks);
  return workspace.integration(name).post(channel, text, options);
}
