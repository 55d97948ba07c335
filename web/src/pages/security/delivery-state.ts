import type { Delivery } from '../../api/service-queries.ts';
import type { Glyph } from '../../ui/mark.tsx';

export const deliveryStates = ['waiting', 'told', 'refused', 'given-up'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Where a delivery stands: an answer that is no success counts as heard, and is shown as refused (OpenID Connect Back-Channel Logout 1.0 §2.8). */
export function deliveryState({ deliveredAt, status, givenUpAt }: Pick<Delivery, 'deliveredAt' | 'status' | 'givenUpAt'>): DeliveryState {
  if (givenUpAt !== null) return 'given-up';
  if (deliveredAt === null) return 'waiting';
  return status !== null && status >= 300 ? 'refused' : 'told';
}

export const deliveryGlyph: Record<DeliveryState, Glyph> = { waiting: 'run', told: 'ok', refused: 'warn', 'given-up': 'bad' };
