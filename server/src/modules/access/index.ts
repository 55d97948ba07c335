import { defineModule, type Module } from '#kernel/module.ts';
import { routes } from './routes.ts';

export { listAgreements } from './reads/agreements.ts';
export type { Agreement } from './schemas.ts';

export interface AccessOptions { policiesDir: URL }

/** May this person do this to that? */
export function access(_options: AccessOptions): Module {
  return defineModule({ name: 'access', uses: ['organisations', 'identity', 'catalog'], migrations: new URL('./migrations/', import.meta.url), routes });
}
