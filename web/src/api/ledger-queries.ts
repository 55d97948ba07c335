import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer } from './shape.ts';

export type LedgerStanding = Answer<'getLedger', 200>;
export type LedgerEntries = Answer<'listLedgerEntries', 200>;
export type LedgerEntry = Answer<'getLedgerEntry', 200>;
export type Evidence = NonNullable<LedgerEntry['evidence']>;

/** How the ledger stands; read anew while the page is open. */
export const ledgerQuery = () => queryOptions({ queryKey: ['ledger'], refetchInterval: 5_000, queryFn: ({ signal }) => told(api.GET('/api/v1/ledger', { signal })) });

export interface EntryFilter { kind?: string | undefined; subject?: string | undefined; before?: number | undefined }

/** Entries, the newest first. */
export const ledgerEntriesQuery = (filter: EntryFilter) => queryOptions({
  queryKey: ['ledger', 'entries', filter],
  queryFn: ({ signal }) => told(api.GET('/api/v1/ledger/entries', { params: { query: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) }, signal })),
});

/** One entry; asked again while it waits for its place. */
export const ledgerEntryQuery = (id: string) => queryOptions({
  queryKey: ['ledger', 'entries', id],
  queryFn: ({ signal }) => told(api.GET('/api/v1/ledger/entries/{id}', { params: { path: { id } }, signal })),
  refetchInterval: (query: { state: { data?: LedgerEntry | undefined } }) => query.state.data?.evidence === null ? 1_000 : false,
});

/** Signed checkpoints, the newest first. */
export const checkpointsQuery = (before: number | undefined) => queryOptions({
  queryKey: ['ledger', 'checkpoints', before ?? null],
  queryFn: ({ signal }) => told(api.GET('/api/v1/ledger/checkpoints', { params: { query: before === undefined ? {} : { before } }, signal })),
});
