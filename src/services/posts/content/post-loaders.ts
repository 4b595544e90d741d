/** The table of what each kind of post shows. Only `show-post.ts` may use it: what it gives has passed no gate yet. */
import type { PostKind } from '../../../domain/post-kind.js';
import { ALERT_POSTS } from './alert-posts.js';
import { COMMENT_POSTS } from './comment-posts.js';
import { DESK_POSTS } from './desk-posts.js';
import { FILE_POSTS } from './file-posts.js';
import { GATHERED_POSTS } from './load-gathered.js';
import type { Loader } from './post-loader.js';
import { TICKET_POSTS } from './ticket-posts.js';

export const POST_LOADERS: Record<PostKind, Loader> = {
  ...TICKET_POSTS,
  ...COMMENT_POSTS,
  ...ALERT_POSTS,
  ...DESK_POSTS,
  ...GATHERED_POSTS,
  ...FILE_POSTS,
};
