import { Tokens } from '#connectors/web/tokens.ts';
import type { Tx } from '#kernel/db.ts';
import { guardedFetch } from '#kernel/net/guarded-fetch.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import { openUpstreamCredential } from '#modules/registry/index.ts';

/** Headers by which the gateway signs in at a live service's own system, from what its owner sealed. */
export function openUpstreamSignIn(masterKey: Buffer, rules: HostRules): (tx: Tx, serviceId: number) => Promise<Record<string, string>> {
  const tokens = new Tokens();
  return async (tx, serviceId) => {
    const credential = await openUpstreamCredential(tx, masterKey, serviceId);
    switch (credential?.kind) {
      case 'header': return { [credential.name.toLowerCase()]: credential.value };
      case 'basic': return { authorization: `Basic ${Buffer.from(`${credential.user}:${credential.password}`).toString('base64')}` };
      case 'oauth2': return { authorization: `Bearer ${await tokens.of(credential, (url, request) => guardedFetch(url, rules, request))}` };
      default: return {};
    }
  };
}
