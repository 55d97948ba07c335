/** What an edge keeps of an exchange: what was signed, and the signatures. Bodies are not in it. */
export interface Receipt {
  readonly id: string; readonly role: 'provider' | 'consumer'; readonly via: 'hub' | 'direct'; readonly service: string; readonly client: string; readonly agreement: string | null; readonly purpose: string | null; readonly status: number;
  readonly request: Signed | null; readonly response: Signed | null; readonly gateway: Signed | null;
}
export interface Signed { readonly kid: string; readonly base: string; readonly signature: string }

/** A line of the store: a receipt with its number, its moment, and the hash of the line before. */
export interface Line extends Receipt { readonly n: number; readonly at: string; readonly before: string }

/** Before the first line. */
export const START = '0'.repeat(64);
