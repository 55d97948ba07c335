import type { Consumer } from '#kernel/outbox.ts';
import { keepReach } from './operations/keep-reach.ts';

/** `access` tells which agency reaches which dataset by an agreement, and which no more. */
export const hearAgreements: Consumer = {
  name: 'catalog.keep-reach', topics: ['access.agreement-changed'],
  hear: (tx, { payload }) => keepReach(tx, payload as { agencyId: string; datasetId: number; reaches: boolean }),
};
