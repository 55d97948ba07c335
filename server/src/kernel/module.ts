import type { Consumer } from './outbox.ts';
import type { Job } from './jobs.ts';
import type { Mount } from './mount.ts';
import type { Route } from './route.ts';

/** A room of the house: what it is called, whom it may ask, and what it adds. Collected in order by `main.ts`. */
export interface Module {
  /** Also its database schema and, with `mod_` before it, its role. */
  name: string;
  /** Modules it may import and whose `*_v1` views it may read. */
  uses: readonly string[];
  /** Folder of forward-only migrations. */
  migrations: URL;
  routes: readonly Route[];
  consumers: readonly Consumer[];
  jobs: readonly Job[];
  /** Protocols that answer by themselves below a path. */
  mounts: readonly Mount[];
}

/** What one folder of a room adds, so that a room grows by folders and nobody edits a shared list. */
export type ModulePart = Partial<Pick<Module, 'routes' | 'consumers' | 'jobs' | 'mounts'>>;

/** Fills what a module leaves out. */
export function defineModule(module: Pick<Module, 'name' | 'uses' | 'migrations'> & Partial<Module>): Module {
  return { routes: [], consumers: [], jobs: [], mounts: [], ...module };
}

/** The parts of a room as one. */
export function joinParts(parts: readonly ModulePart[]): Required<ModulePart> {
  return {
    routes: parts.flatMap((part) => part.routes ?? []), consumers: parts.flatMap((part) => part.consumers ?? []),
    jobs: parts.flatMap((part) => part.jobs ?? []), mounts: parts.flatMap((part) => part.mounts ?? []),
  };
}
