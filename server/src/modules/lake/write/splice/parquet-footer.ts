import { type FileHandle, open } from 'node:fs/promises';
import { readStruct, thrift, writeStruct, type Thrift, type ThriftList, type ThriftStruct } from './thrift-tree.ts';

/** Fields of parquet.thrift that a splice reads or writes. */
const file = { schema: 2, rows: 3, groups: 4 } as const;
const schema = { type: 1, length: 2, repetition: 3, name: 4, scale: 7, precision: 8, fieldId: 9 } as const;
const group = { columns: 1, bytes: 2, rows: 3, fileOffset: 5, packedBytes: 6, ordinal: 7 } as const;
const chunk = { fileOffset: 2, meta: 3, indexes: [4, 5, 6, 7] } as const;
const meta = { path: 3, bytes: 6, packedBytes: 7, dataPage: 9, indexPage: 10, dictionaryPage: 11, bloom: 14, bloomBytes: 15 } as const;

const MAGIC = Buffer.from('PAR1');
const TAIL = 8;

/** What stands at the end of a Parquet file. */
export interface ParquetFooter { tree: ThriftStruct; /** Name of each column with how its values lie in the pages. */ columns: { name: string; form: string }[]; groups: RowGroup[] }
export interface RowGroup { rows: number; fields: ThriftStruct; chunks: ColumnChunk[] }
/** One column of a row group: where its pages lie, and its filter, if it has one. */
export interface ColumnChunk { fields: ThriftStruct; at: number; bytes: number; filter: { at: number; bytes: number } | null }

/** Reads the footer of a file that this house wrote: flat columns, nothing encrypted. @throws `RangeError` for another. */
export async function readFooter(path: string): Promise<ParquetFooter> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const tail = await readAt(handle, Math.max(0, size - TAIL), TAIL);
    if (!tail.subarray(4).equals(MAGIC)) throw new RangeError('no Parquet file');
    const length = tail.readUInt32LE(0);
    return footerOf(readStruct(await readAt(handle, size - TAIL - length, length)));
  } finally {
    await handle.close();
  }
}

/** Bytes of an open file; all of them or an error. */
export async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, at);
  if (bytesRead !== length) throw new RangeError('a file that ends early');
  return buffer;
}

function footerOf(tree: ThriftStruct): ParquetFooter {
  const [, ...columns] = listOf(tree, file.schema).map((element) => element as ThriftStruct);
  return {
    tree,
    // How a value is meant (text, date) may be said in two ways; how its bytes lie may not differ.
    columns: columns.map((element) => ({ name: String(element.get(schema.name)?.value), form: [schema.type, schema.length, schema.repetition, schema.scale, schema.precision, schema.fieldId].map((id) => element.get(id)?.value ?? '').join(' ') })),
    groups: listOf(tree, file.groups).map((each) => {
      const fields = each as ThriftStruct;
      return { rows: numberOf(fields, group.rows), fields, chunks: listOf(fields, group.columns).map((column) => chunkOf(column as ThriftStruct)) };
    }),
  };
}

function chunkOf(fields: ThriftStruct): ColumnChunk {
  const of = metaOf(fields);
  const filterAt = of.get(meta.bloom)?.value as number | undefined;
  return {
    fields, at: Math.min(...[meta.dataPage, meta.dictionaryPage].map((id) => (of.get(id)?.value as number | undefined) || Infinity)), bytes: numberOf(of, meta.packedBytes),
    filter: filterAt === undefined ? null : { at: filterAt, bytes: numberOf(of, meta.bloomBytes) },
  };
}

/** The footer of a file of these row groups, whose chunks were {@link moveChunk moved}; schema and all else are those of `like`. With its length and the file's last bytes. */
export function writeFooter(like: ParquetFooter, groups: readonly RowGroup[]): Buffer {
  const tree = new Map(like.tree);
  tree.set(file.rows, { type: thrift.i64, value: groups.reduce((sum, { rows }) => sum + rows, 0) });
  tree.set(file.groups, { type: thrift.list, value: { type: thrift.struct, items: groups.map(groupFields) } });
  const bytes = writeStruct(tree);
  const tail = Buffer.alloc(TAIL);
  tail.writeUInt32LE(bytes.length);
  MAGIC.copy(tail, 4);
  return Buffer.concat([bytes, tail]);
}

function groupFields({ fields, chunks }: RowGroup, i: number): ThriftStruct {
  const sum = (id: number): number => chunks.reduce((all, each) => all + numberOf(metaOf(each.fields), id), 0);
  const all = new Map(fields);
  all.set(group.columns, { type: thrift.list, value: { type: thrift.struct, items: chunks.map((each) => each.fields) } });
  const renew = (id: number, value: number): void => { const had = all.get(id); if (had) all.set(id, { ...had, value }); };
  renew(group.bytes, sum(meta.bytes));
  renew(group.packedBytes, sum(meta.packedBytes));
  renew(group.fileOffset, chunks[0]?.at ?? 0);
  renew(group.ordinal, i);
  return all;
}

/** The same chunk at another place; `filterAt` is where its filter lies then. */
export function moveChunk(from: ColumnChunk, at: number, filterAt: number | null): ColumnChunk {
  const by = at - from.at;
  const of = new Map(metaOf(from.fields));
  for (const id of [meta.dataPage, meta.indexPage, meta.dictionaryPage]) {
    const had = of.get(id);
    if (had) of.set(id, { ...had, value: (had.value as number) + by });
  }
  if (from.filter && filterAt !== null) of.set(meta.bloom, { type: thrift.i64, value: filterAt });
  const fields = new Map(from.fields);
  for (const id of chunk.indexes) fields.delete(id);
  const offset = fields.get(chunk.fileOffset);
  if (offset && offset.value !== 0) fields.set(chunk.fileOffset, { ...offset, value: at });
  fields.set(chunk.meta, { type: thrift.struct, value: of });
  return { fields, at, bytes: from.bytes, filter: from.filter && filterAt !== null ? { at: filterAt, bytes: from.filter.bytes } : null };
}

function metaOf(fields: ThriftStruct): ThriftStruct {
  const found = fields.get(chunk.meta)?.value;
  if (!(found instanceof Map)) throw new RangeError('a column without its metadata');
  return found;
}

function listOf(fields: ThriftStruct, id: number): Thrift[] {
  return (fields.get(id)?.value as ThriftList | undefined)?.items ?? [];
}

function numberOf(fields: ThriftStruct, id: number): number {
  const value = fields.get(id)?.value;
  if (typeof value !== 'number') throw new RangeError(`a footer without field ${id}`);
  return value;
}
