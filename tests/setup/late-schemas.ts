// Loaded before a test's own code, and into the servers that tests start (`--import`): what a route takes and gives is compiled when it is first asked, not all at the start. A house has
// some 400 routes, of which a test asks a few; compiling them all took nearly half of what the web process computes at its start. Houses start as people start them in server/src/app/up.slow.test.ts.
import { createRequire } from 'node:module';

type Compiled = ((data: unknown) => unknown) & { errors?: unknown };
type Compile = (asked: unknown) => Compiled;
type Build = (...given: unknown[]) => Compile;

const require = createRequire(createRequire(new URL('../../server/src/kernel/http.ts', import.meta.url)).resolve('fastify'));

/** Gives fastify a compiler in place of its own that waits for the first call. */
function delay(name: string): void {
  const path = require.resolve(name);
  const late = () => {
    const own = require.cache[path] as NodeJS.Module;
    delete require.cache[path];
    try {
      const build = (require(path) as () => Build)();
      return (...given: unknown[]): Compile => {
        const compile = build(...given);
        return (asked) => lateOf(() => compile(asked));
      };
    } finally {
      require.cache[path] = own;
    }
  };
  require.cache[path] = { id: path, filename: path, path, paths: [], loaded: true, exports: late, children: [], require, isPreloading: false, parent: undefined };
}

function lateOf(compile: () => Compiled): Compiled {
  let made: Compiled | undefined;
  const late: Compiled = (data) => {
    made ??= compile();
    const answer = made(data);
    late.errors = made.errors;
    return answer;
  };
  return late;
}

delay('@fastify/ajv-compiler');
delay('@fastify/fast-json-stringify-compiler');
