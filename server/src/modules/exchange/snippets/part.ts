import { readFileSync } from 'node:fs';
import { snippetIds, snippetWays, type SnippetId, type SnippetWay } from '@saphan/contracts/snippets/fill-snippet';
import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from './policies.ts';

/** Names of the files, as they are kept here and as whoever copies one may name it. */
const FILES: Readonly<Record<SnippetWay, Readonly<Record<SnippetId, string>>>> = {
  key: { cli: 'call-cli.sh', curl: 'call.sh', typescript: 'call.ts', python: 'call.py', java: 'Call.java' },
  token: { cli: 'call-token-cli.sh', curl: 'call-token.sh', typescript: 'call-token.ts', python: 'call_token.py', java: 'CallToken.java' },
};

const Snippets = Type.Object({ items: Type.Array(Type.Object({ id: Type.Enum([...snippetIds]), way: Type.Enum([...snippetWays], { description: 'How the system proves itself: a signature of its key on each call, or a token bound to the key' }), file: Type.String(), text: Type.String({ description: 'With places such as {{BASE_URL}} to fill in' }) })) });

/** A sample program with its places still open. The one in TypeScript is kept as text: with open places it is no program yet. */
export const readSnippet = (id: SnippetId, way: SnippetWay = 'key'): string => readFileSync(new URL(`./files/${FILES[way][id]}${id === 'typescript' ? '.txt' : ''}`, import.meta.url), 'utf8');

/** Programs that call a service, to copy. */
export const snippetsPart: ModulePart = {
  routes: [
    route({
      method: 'GET', path: '/exchange/snippets', operationId: 'listSnippets', summary: 'Sample programs that call a service, with places to fill in', policy: policies['read-snippets'], response: { 200: Snippets },
      handler: async () => ({ items: snippetWays.flatMap((way) => snippetIds.map((id) => ({ id, way, file: FILES[way][id], text: readSnippet(id, way) }))) }),
    }),
  ],
};
