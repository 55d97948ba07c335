import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { ensureFirstParty } from '../clients/first-party.ts';
import { ensureSigningKey, loadSigningKeys } from '../keys/turn.ts';
import type { SignonPorts } from '../ports.ts';
import { buildProvider } from './build-provider.ts';
import { forgetService, newKnownServices } from './known-services.ts';
import { machineTokensIn } from './machine-token.ts';

/** The provider of this process: built at the first request, built anew whenever signing keys turn. */
export interface ProviderHandle {
  current(): Promise<Provider>;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

const handles = new WeakMap<SignonPorts, ProviderHandle>();

/** One handle for everybody who holds the same ports. */
export function providerOf(ports: SignonPorts): ProviderHandle {
  const known = handles.get(ports);
  if (known) return known;
  const handle = openHandle(ports);
  handles.set(ports, handle);
  return handle;
}

function openHandle(ports: SignonPorts): ProviderHandle {
  let built: Promise<{ provider: Provider; answer: ProviderHandle['handle'] }> | null = null;
  const known = newKnownServices();
  let listening = false;
  const build = async () => {
    if (!listening) {
      listening = true;
      ports.db.listen('signon_keys', () => { built = null; });
      ports.db.listen('signon_clients', (id) => forgetService(known, id));
    }
    const keys = await ports.db.tx(async (tx) => {
      await ensureSigningKey(tx, ports.masterKey);
      await ensureFirstParty(tx, ports);
      return loadSigningKeys(tx, ports.masterKey);
    });
    const provider = buildProvider(ports, keys, known);
    return { provider, answer: machineTokensIn(ports, provider, known, provider.callback()) };
  };
  const ready = () => {
    const attempt = built ?? build();
    built = attempt;
    attempt.catch(() => { if (built === attempt) built = null; });
    return attempt;
  };
  return {
    current: async () => (await ready()).provider,
    handle: (request, response) => {
      if (leadsToDevicePage(request, response)) return;
      ready().then(({ answer }) => answer(request, response), (error: unknown) => {
        ports.log.error({ cause: error }, 'the provider could not be opened');
        response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '5' }).end('{"error":"temporarily_unavailable"}');
      });
    },
  };
}

/** The page of ours takes the place of the provider's own form for device codes. */
function leadsToDevicePage(request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname !== '/device') return false;
  const code = url.searchParams.get('user_code');
  response.writeHead(303, { location: `/th/device${code ? `?user_code=${encodeURIComponent(code)}` : ''}` }).end();
  return true;
}
