import type { Client, default as Provider } from 'oidc-provider';
import { ShortMemory } from './short-memory.ts';

/** What this process knows of services since a moment ago: whom a request names, and what may be asked of a resource. */
export interface KnownServices { readonly clients: ShortMemory<Client>; readonly scopesByResource: ShortMemory<string> }

export const newKnownServices = (): KnownServices => ({ clients: new ShortMemory(), scopesByResource: new ShortMemory() });

const CHANGING_MS = 1000;
const changing = new Map<string, number>();

/** This process itself is about to change the state of a service: from here on the register is asked about it, until whatever was remembered has run out. */
export function noteServiceChange(id: string): void {
  const now = performance.now();
  for (const [each, until] of changing) if (until < now) changing.delete(each);
  changing.set(id, now + CHANGING_MS);
}

const isChanging = (id: string): boolean => (changing.get(id) ?? 0) > performance.now();

/** A service changed; null when changes may have been missed. Whose resource it was is not told, so all resources are asked again. */
export function forgetService(known: KnownServices, id: string | null): void {
  known.clients.forget(id ?? undefined);
  known.scopesByResource.forget();
}

/**
 * Lets the provider ask for a client once in a while and not at every request. A client that is suspended is no client at once in the
 * process that suspended it, elsewhere from the moment its change is told, and after a second even if nobody told.
 */
export function rememberClients(provider: Provider, { clients }: KnownServices): void {
  const model = provider.Client as unknown as { find(id: string): Promise<Client | undefined> };
  const ask = model.find.bind(model);
  clients.forget(); // of the provider before, with its keys
  model.find = (id) => typeof id !== 'string' || isChanging(id) ? ask(id) : clients.get(id, () => ask(id));
}
