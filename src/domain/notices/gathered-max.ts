/** How much of what was kept back for one person becomes one message: what takes it up and what shows it have to agree. */

/** Each is loaded through the gate when it is shown. What is due beside them is told in a further message. */
export const GATHERED_POSTS_MAX = 100;
