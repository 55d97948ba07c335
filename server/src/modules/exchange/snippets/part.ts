import { readFileSync } from 'node:fs';
import { snippetIds, type SnippetId } from '@saphan/contracts/snippets/fill-snippet';
import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from './policies.ts';

/** Names of the files, as they are kept here and as whoever copies one may name it. */
const FILES: Readonly<Record<SnippetId, string>> = { cli: 'call-cli.sh', curl: 'call.sh', typescript: 'call.ts', python: 'call.py', java: 'Call.java' };

const Snippets = Type.Object({ items: Type.Array(Type.Object({ id: Type.Enum([...snippetIds]), file: Type.String(), text: Type.String({ description: 'With places such as {{BASE_URL}} to fill in' }) })) });

/** A sample program with its places still open. The one in TypeScript is kept as text: with open places it is no program yet. */
export const readSnippet = (id: SnippetId): string => readFileSync(new URL(`./files/${FILES[id]}${id === 'typescript' ? '.txt' : ''}`, import.meta.url), 'utf8');

/** Programs that call a service, to copy. */
export const snippetsPart: ModulePart = {
  routes: [
    route({
      method: 'GET', path: '/exchange/snippets', operationId: 'listSnippets', summary: 'Sample programs that call a service, with places to fill in', policy: policies['read-snippets'], response: { 200: Snippets },
      handler: async () => ({ items: snippetIds.map((id) => ({ id, file: FILES[id], text: readSnippet(id) })) }),
    }),
  ],
};
