import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import type { SignonPorts } from './ports.ts';
import { parts } from './routes.ts';

export { signonHoldings } from './agencies/part.ts';
export { findClient } from './reads/clients.ts';
export type { SignonPorts } from './ports.ts';
export { registerClient, rotateClientSecret } from './clients/register.ts';
export { moveClient } from './clients/move.ts';
export { findMachineClient, keepMachineClient, type MachineKey } from './machines/machine-client.ts';
export { startLogoutSender } from './logout/send.ts';
export { turnSigningKeys, type KeyTimes } from './keys/turn.ts';
export { rotateSigningKey } from './keys/rotate.ts';
export { listTokenKeys } from './keys/token-keys.ts';
export { resolveOpaqueToken } from './sessions/resolve-token.ts';
export { listServiceSessions, type ServiceSession } from './sessions/services.ts';
export type { Client, ClientState } from './schemas.ts';

/** One sign-on for every e-service. */
export function signon(ports: SignonPorts): Module {
  return defineModule({ name: 'signon', uses: ['organisations', 'ledger', 'identity'], migrations: new URL('./migrations/', import.meta.url), ...joinParts(parts.map((part) => part(ports))) });
}
