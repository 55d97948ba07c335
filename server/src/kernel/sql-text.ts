/** Reads named blocks out of `.sql` files and turns `$names` into `$n`; strings, comments and dollar quotes are left alone. */

export type Cardinality = 'many' | 'one' | 'maybe' | 'exec';

export interface SqlBlock {
  name: string;
  cardinality: Cardinality;
  /** Planned once a connection, not at every call: for statements whose planning takes longer than running them. */
  prepared: boolean;
  /** Statement with positional parameters; `"alias!"` (never null) is written `"alias"`. */
  text: string;
  /** Parameter names in positional order. */
  params: string[];
  /** Result aliases marked never null. */
  solid: string[];
}

const HEAD = /^-- name: ([a-z][a-z0-9_]*) :(many|one|maybe|exec)( prepared)?[ \t]*$/gm;
// One alternative per thing that must not be searched for parameters, then the parameter itself.
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([a-z]*)\$[\s\S]*?\$\1\$|\$([a-z][a-z0-9_]*)/g;

/** Splits a file into its blocks. Throws when the file has none or a name stands twice. */
export function readBlocks(file: string, source: string): SqlBlock[] {
  const heads = [...source.matchAll(HEAD)];
  if (heads.length === 0) throw new SyntaxError(`${file}: no "-- name:" block`);
  const blocks = heads.map((head, i) =>
    readBlock(head[1] as string, head[2] as Cardinality, head[3] !== undefined, source.slice(head.index + head[0].length, heads[i + 1]?.index)));
  const twice = blocks.find((block, i) => blocks.findIndex((other) => other.name === block.name) !== i);
  if (twice) throw new SyntaxError(`${file}: block ${twice.name} stands twice`);
  return blocks;
}

function readBlock(name: string, cardinality: Cardinality, prepared: boolean, body: string): SqlBlock {
  const params: string[] = [];
  const solid: string[] = [];
  const text = body.replace(TOKEN, (token, _tag: string | undefined, param: string | undefined) => {
    if (token.startsWith('"') && token.endsWith('!"')) {
      solid.push(token.slice(1, -2));
      return `${token.slice(0, -2)}"`;
    }
    if (param === undefined) return token;
    if (!params.includes(param)) params.push(param);
    return `$${params.indexOf(param) + 1}`;
  }).trim().replace(/;\s*$/, '');
  return { name, cardinality, prepared, text, params, solid };
}
