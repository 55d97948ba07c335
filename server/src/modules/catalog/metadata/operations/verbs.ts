/** Steps on the way of a record. */
export const verbs = ['submit', 'check', 'approve', 'publish', 'return', 'archive'] as const;
export type Verb = (typeof verbs)[number];
