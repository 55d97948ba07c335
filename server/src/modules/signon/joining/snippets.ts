import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { selectClient, type StoredMetadata } from '../clients/read.ts';
import type { SignonPorts } from '../ports.ts';
import { lyingIssuer } from '../self-test/provider-that-lies.ts';
import { writeSnippets, type Snippet } from './write-snippet.ts';

export interface Snippets { issuer: string; discoveryUrl: string; testIssuer: string; snippets: Snippet[] }

/** Lines that join this service, with the house's and its own addresses; secrets stay out of them. */
export async function readSnippets(tx: Tx, who: Principal, ports: SignonPorts, clientId: string): Promise<Snippets> {
  const row = await selectClient(tx, who, clientId);
  const { redirect_uris: [redirectUri = 'https://service.example/callback'] = [], post_logout_redirect_uris: [after] = [], scope: scopes = 'openid profile', token_endpoint_auth_method: authMethod = 'client_secret_basic' } = row.metadata as StoredMetadata;
  const issuer = `${ports.publicUrl}/oidc`;
  return {
    issuer, discoveryUrl: `${issuer}/.well-known/openid-configuration`, testIssuer: lyingIssuer(ports.publicUrl, clientId),
    snippets: writeSnippets({ issuer, clientId, redirectUri, postLogoutRedirectUri: after ?? `${new URL(redirectUri).origin}/`, scopes, authMethod }),
  };
}
