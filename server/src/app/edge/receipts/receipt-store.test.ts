import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkReceipts } from './check-receipts.ts';
import type { Receipt } from './receipt.ts';
import { readLines, ReceiptStore } from './receipt-store.ts';

const now = () => new Date('2026-11-22T05:00:00Z');
const receipt = (id: string): Receipt => ({ id, role: 'consumer', via: 'hub', service: 's', client: 'c', agreement: null, purpose: null, status: 200, request: null, response: null, gateway: null });

it('promises no receipt on a full disk, and goes on in the same chain when there is room', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'saphan-receipts-'));
  const store = new ReceiptStore(dir, now);
  const file = join(dir, 'receipts', '2026-11-22.jsonl');
  symlinkSync('/dev/full', file);
  await expect(Promise.all([store.append(receipt('a')), store.append(receipt('b'))])).rejects.toMatchObject({ code: 'receipts-full', en: expect.stringContaining('make room') });
  rmSync(file);
  await store.append(receipt('c'));
  await store.append(receipt('d'));
  await store.close();
  expect([...readLines(dir)].map(({ line }) => [line?.n, line?.id])).toEqual([[1, 'c'], [2, 'd']]);
  expect(checkReceipts(dir)).toMatchObject({ lines: 2, findings: [] });
});

it('says beforehand that there is too little room', () => {
  const dir = mkdtempSync(join(tmpdir(), 'saphan-receipts-'));
  expect(() => new ReceiptStore(dir, now, () => 1_000_000).assertRoom()).toThrow('disk of this edge is full');
  expect(() => new ReceiptStore(dir, now, () => 1e9).assertRoom()).not.toThrow();
});
