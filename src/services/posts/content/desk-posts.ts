/** What messages about projects, the desk itself and drafts show. */
import { z } from 'zod';
import type { PostContent } from '../../../domain/post-content.js';
import { loadOutage, loadUndelivered } from './load-desk-notice.js';
import { loadLeaver } from './load-leaver.js';
import { loadMessageDraftPrompt } from './load-message-draft-prompt.js';
import { type Loader, type Loaders, type Loading, personOf } from './post-loader.js';

export const DESK_POSTS = {
  agent_joined: onProject(async (project, { db, post }) => {
    const person = await personOf(db, z.object({ userId: z.int() }).parse(post.payload).userId);
    return person === null
      ? null
      : { kind: 'agent_joined', projectKey: project.key, projectName: project.name, person };
  }),
  // Nobody is told to whom it is over before the message goes out.
  made_observer: onProject(async ({ id, key, name }, { db, post }) => {
    const isOne = await db.projectObserver.count({ where: { projectId: id, userId: post.userId ?? 0 } });
    return isOne === 0 ? null : { kind: 'made_observer', projectKey: key, projectName: name };
  }),
  leaver: onProject(loadLeaver),
  setup_notice: onProject(async (project) => ({
    kind: 'setup_notice',
    projectId: project.id,
    projectKey: project.key,
    projectName: project.name,
  })),
  draft_prompt: ({ db, post }) => loadMessageDraftPrompt(db, post),
  outage: ({ db, post }) => loadOutage(db, post),
  undelivered: ({ db, post }) => loadUndelivered(db, post),
} as const satisfies Loaders;

type ProjectRow = { id: number; key: string; name: string };

function onProject(load: (project: ProjectRow, loading: Loading) => Promise<PostContent | null>): Loader {
  return async (loading) => {
    const { db, post } = loading;
    if (post.projectId === null) return null;
    const project = await db.project.findUnique({
      where: { id: post.projectId },
      select: { id: true, key: true, name: true },
    });
    return project === null ? null : load(project, loading);
  };
}
