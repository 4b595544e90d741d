/** Words that a list looks for at most: each is a condition of the query, and more find nothing that these would not. */
export const LIST_WORDS_MAX = 20;
