import { hash } from 'node:crypto';
import type { NewEntry } from '#modules/ledger/index.ts';
import type { ExchangeRecord, KeptSignature } from './exchange-record.ts';

/** The ledger entry of an exchange (SPN-EXCHANGE §5): hashes of what was signed, nothing of what was said. */
export function entryOf(record: ExchangeRecord): NewEntry {
  const lines: [string, string][] = [
    ['assurance', String(record.assurance)], ['request', hashesOf(record.request)], ['response', hashesOf(record.response)], ['gateway', hashesOf(record.gateway)], ['status', String(record.status)],
  ];
  if (record.agreement) lines.push(['agreement', `${record.agreement.number}/${record.agreement.version} ${record.agreement.termsSha256}`]);
  if (record.sequence) lines.push(['stream', `${record.sequence.stream} ${record.sequence.n}`]);
  return { id: record.id, kind: 'exchange.exchange', at: record.at, lines };
}

const hashesOf = (kept: KeptSignature | null): string =>
  kept === null ? 'none' : `sha-256=${hash('sha256', kept.base, 'hex')} ${hash('sha256', Buffer.from(kept.signature, 'base64'), 'hex')}`;
