import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import type { SignonPorts } from './ports.ts';
import { parts } from './routes.ts';

export { findClient } from './reads/clients.ts';
export type { SignonPorts } from './ports.ts';
export type { Client, ClientState } from './schemas.ts';

/** One sign-on for every e-service. */
export function signon(ports: SignonPorts): Module {
  return defineModule({ name: 'signon', uses: ['organisations', 'identity'], migrations: new URL('./migrations/', import.meta.url), ...joinParts(parts.map((part) => part(ports))) });
}
