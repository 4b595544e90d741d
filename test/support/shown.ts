/** What a post would show, for tests of what is said rather than of where. */
import type { Post } from '../../src/database/generated/client.js';
import type { PostContent } from '../../src/domain/post-content.js';
import type { Desk } from '../../src/services/desk.js';
import { type ShownPlace, showPost } from '../../src/services/posts/show-post.js';

const AGENTS_ALONE: ShownPlace = { kind: 'private', isExternal: false, role: 'triage' };

/** Null where it shows nothing; in a channel of the agents alone unless said otherwise. */
export async function contentOf(desk: Desk, post: Post, place = AGENTS_ALONE): Promise<PostContent | null> {
  const shown = await showPost(desk, post, place);
  return shown.is === 'content' ? shown.content : null;
}
