import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { exportReceiptFor } from './export-receipt.ts';
import { policies } from './policies.ts';

/** Certificates (PEM) from which the authority of time-stamps comes; left out when nothing is stamped. */
export interface ReceiptPorts { readonly stampTrustPem?: string | null }

const ReceiptParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Receipts that anybody verifies offline. */
export const receiptsPart = ({ stampTrustPem }: ReceiptPorts): ModulePart => ({
  routes: [
    route({
      method: 'GET', path: '/exchange/receipts/:id', operationId: 'downloadReceipt',
      summary: 'The receipt of an exchange as a zip, for its parties; or for whoever sends the base64 signature `gw` of the answer as `exchange-witness`', policy: policies['download-receipt'],
      params: ReceiptParams, response: { 200: Type.String({ description: 'application/zip' }) }, stream: 'reply',
      handler: async ({ db, who, params, request, reply }) => {
        const shown = request.headers['exchange-witness'];
        const zip = await db.read((tx) => exportReceiptFor(tx, who, params.id, typeof shown === 'string' ? shown : null, stampTrustPem ?? null));
        return reply.header('content-type', 'application/zip').header('content-disposition', `attachment; filename="receipt-${params.id}.zip"`).header('cache-control', 'private, no-store').send(Buffer.from(zip));
      },
    }),
  ],
});
