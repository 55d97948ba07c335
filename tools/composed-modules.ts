import type { Module } from '../server/src/kernel/module.ts';
import { moduleNames } from '../server/src/app/module-folders.ts';

/**
 * The modules with ports that refuse every call: enough to read what they declare (routes, policies, schemas, uses) without a
 * lake, a worker or a database.
 *
 * @throws {TypeError} when a module's index.ts does not export the module under its own name.
 */
export async function composeModules(): Promise<Module[]> {
  const modules: Module[] = [];
  for (const name of moduleNames) {
    const face = await import(`../server/src/modules/${name}/index.ts`) as Record<string, unknown>;
    const exported = face[name];
    const module = (typeof exported === 'function' ? exported(inert(name)) : exported) as Module | undefined;
    if (module?.name !== name) throw new TypeError(`modules/${name}/index.ts does not export the module as "${name}"`);
    modules.push(module);
  }
  return modules;
}

/** A port of ports: any member is again such a port, calling one is an error. */
function inert(path: string): unknown {
  return new Proxy(() => undefined, {
    get: (_target, member) => typeof member === 'symbol' ? undefined : inert(`${path}.${member}`),
    apply: () => { throw new TypeError(`${path} was called while the modules were only being described`); },
  });
}
