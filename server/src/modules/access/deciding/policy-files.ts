import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { problem } from '../errors.ts';

/** One policy with the sentences that people read. */
export interface PolicyFile { id: string; th: string; en: string; effect: 'permit' | 'forbid'; text: string }
export interface PolicyFiles { policies: readonly PolicyFile[]; schema: string; /** Of all texts. */ sha256: string }

/**
 * Reads `NN-name.cedar` files, one policy each, whose first lines are `// th: …` and `// en: …`, and `schema.cedarschema`.
 *
 * @throws `access.policies-broken` naming a file without its sentences.
 */
export function readPolicyFiles(folder: URL): PolicyFiles {
  const policies = readdirSync(folder).filter((name) => name.endsWith('.cedar')).sort().map((name) => readPolicy(name, readFileSync(new URL(name, folder), 'utf8')));
  const schema = readFileSync(new URL('schema.cedarschema', folder), 'utf8');
  const sha256 = createHash('sha256').update(JSON.stringify([schema, ...policies.map(({ id, text }) => [id, text])])).digest('hex');
  return { policies, schema, sha256 };
}

function readPolicy(name: string, text: string): PolicyFile {
  const [, id] = /^\d\d-([a-z0-9-]+)\.cedar$/.exec(name) ?? [];
  const [, th] = /^\/\/ th: (.+)$/m.exec(text) ?? [];
  const [, en] = /^\/\/ en: (.+)$/m.exec(text) ?? [];
  const [, effect] = /^(permit|forbid)\b/m.exec(text) ?? [];
  if (!id || !th || !en || !effect) throw problem('policies-broken', { file: name, detailTh: `${name} ไม่มีประโยคภาษาไทยหรืออังกฤษ`, detailEn: `${name} lacks its sentence in Thai or English` });
  return { id, th, en, effect: effect as PolicyFile['effect'], text };
}
