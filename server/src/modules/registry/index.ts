import { defineModule, type Module } from '#kernel/module.ts';
import type { RegistryPorts } from './ports.ts';

export type { RegistryPorts } from './ports.ts';

/** Systems of agencies, their keys, and the data services they offer. */
export function registry(_ports: RegistryPorts): Module {
  return defineModule({ name: 'registry', uses: ['organisations', 'signon', 'catalog'], migrations: new URL('./migrations/', import.meta.url) });
}
