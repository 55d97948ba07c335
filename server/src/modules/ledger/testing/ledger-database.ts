import { randomBytes } from 'node:crypto';
import { openLog } from '#kernel/log.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { appendEntry } from '../operations/append-entry.ts';
import type { LedgerPorts } from '../ports.ts';
import { sequence } from '../sequencing/sequence.ts';

/** A house with a ledger and nothing else. */
export interface LedgerHouse { test: TestDatabase; ports: LedgerPorts; append(count: number): Promise<string[]>; close(): Promise<void> }

export async function openLedgerHouse(publicUrl = 'https://data.example.go.th', over: Partial<LedgerPorts> = {}): Promise<LedgerHouse> {
  const test = await testDatabase([{ name: 'ledger', migrations: new URL('../migrations/', import.meta.url) }]);
  const ports: LedgerPorts = { db: test.db, log: openLog('test', 'silent'), masterKey: randomBytes(32), publicUrl, fetch, stamps: null, ...over };
  await sequence(ports);
  return {
    test, ports, close: () => test.close(),
    async append(count) {
      const ids = await test.db.tx(async (tx) => {
        const made: string[] = [];
        for (let n = 0; n < count; n += 1) made.push(await appendEntry(tx, { kind: 'test.thing-changed', subject: `thing:${n % 3}`, facts: { n } }));
        return made;
      });
      while (await sequence(ports) > 0);
      return ids;
    },
  };
}
