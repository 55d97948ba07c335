import type { RunState } from '../../api/types.ts';

export const runGroups = ['all', 'active', 'held', 'published', 'no_change', 'failed'] as const;
export type RunGroup = (typeof runGroups)[number];

const members: Record<RunGroup, readonly RunState[] | null> = {
  all: null,
  active: ['queued', 'claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing', 'retry_wait'],
  held: ['held'], published: ['published'], no_change: ['no_change'],
  failed: ['failed', 'rejected', 'cancelled', 'superseded'],
};

/** The states of a group as the API takes them, or undefined for all. */
export function statesOf(group: RunGroup): string | undefined {
  return members[group]?.join(',');
}
