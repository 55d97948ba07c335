export type Reach = 'read' | 'all' | 'chosen';

export interface TokenDraft { name: string; days: number; reach: Reach; chosen: string[] }

export const lives = [30, 90, 180, 365] as const;
export const emptyToken: TokenDraft = { name: '', days: 90, reach: 'read', chosen: [] };

/**
 * Scopes of a token: `*`, the rooms' `:read` of what this person may do, or the single rights chosen.
 *
 * @param may names of policies, `room.operation`.
 */
export function scopesOf({ reach, chosen }: Pick<TokenDraft, 'reach' | 'chosen'>, may: readonly string[]): string[] {
  if (reach === 'all') return ['*'];
  if (reach === 'chosen') return chosen.filter((name) => may.includes(name));
  return [...new Set(may.map((name) => `${name.split('.')[0]}:read`))].sort();
}
