import type { FastifyInstance } from 'fastify';
import { MOST } from './query.ts';

interface Parameter { name: string; in: string; schema?: Record<string, unknown> }
type Paths = Record<string, Record<string, { parameters?: Parameter[] }>>;
/** Names of path parameters as the standard has them; clients look for the paths by these. */
const named = (path: string) => path.slice('/ogc'.length).replace('{slug}', '{collectionId}').replace('{itemId}', '{featureId}') || '/';

/** Of the whole house's description the addresses below `/ogc`, as OpenAPI 3.0 with `/ogc` as the server. */
export function describeApi(server: FastifyInstance, base: string): object {
  const { paths = {}, info } = server.swagger() as unknown as { paths?: Paths; info: object };
  const own = Object.entries(paths).filter(([path]) => path === '/ogc' || path.startsWith('/ogc/')).map(([path, operations]) => [named(path), operations]);
  return plain({ openapi: '3.0.3', info, servers: [{ url: `${base}/ogc` }], paths: Object.fromEntries(own) });
}

/** Without what OpenAPI 3.1 knows and 3.0 does not, and with what the standard says of `limit`. */
function plain(value: unknown): object {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => {
    if (key === '4XX' || key === '5XX') return { description: 'exception: code, description' };
    if (each === null || typeof each !== 'object') return each;
    const { name, in: place, schema } = each as Partial<Parameter>;
    if (place === 'path') return { ...each, name: name === 'slug' ? 'collectionId' : name === 'itemId' ? 'featureId' : name };
    return place === 'query' && name === 'limit' ? { ...each, schema: { ...schema, maximum: MOST } } : each;
  })) as object;
}
