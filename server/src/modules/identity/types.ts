/** Whoever holds a token that another room issued. */
export interface TokenHolder {
  accountId: string;
  scopes: string[];
  tokenId: string;
  /** The session that it ends with; null for tokens that outlive one. */
  sessionId: string | null;
  /** As what it acts without a session; the account's first persona when left out. */
  persona?: string;
}

/** A session that counts now. */
export interface LiveSession {
  id: string;
  accountId: string;
  persona: string;
  aal: 1 | 2 | 3;
  phishingResistant: boolean;
  ial: number;
  methods: string[];
  authenticatedAt: string;
}

/** How well somebody signed in, as services ask for it. */
export type Acr = 'urn:saphan:aal1' | 'urn:saphan:aal2' | 'urn:saphan:aal2-phr' | 'urn:saphan:aal3';
