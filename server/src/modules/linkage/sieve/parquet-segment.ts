import { kept, type Kept } from './field.ts';

/** A column of a segment as Parquet says it. */
export interface SegmentColumn { name: string; kept: Kept | 'place'; precision: number; scale: number }
/** Where the page of a column lies. */
export interface Chunk { offset: number; bytes: number }
export interface RowGroup { rows: number; chunks: Chunk[] }

/** Types of parquet.thrift: physical ones, and what they stand for (ConvertedType). */
const int32 = 1;
const int64 = 2;
const byteArray = 6;
const converted = { utf8: 0, decimal: 5, date: 6, timestampMicros: 10 } as const;
const plain = 0;
const rle = 3;

export const magic = Buffer.from('PAR1');

/** The header of an uncompressed data page. */
export function pageHeader(bytes: number, rows: number): Buffer {
  const thrift = new ThriftWriter();
  thrift.i32(1, 0).i32(2, bytes).i32(3, bytes);
  thrift.struct(5, () => { thrift.i32(1, rows).i32(2, plain).i32(3, rle).i32(4, rle); });
  return thrift.end();
}

/** What stands at the end of the file: schema, row groups, length, magic. */
export function footer(columns: readonly SegmentColumn[], groups: readonly RowGroup[]): Buffer {
  const thrift = new ThriftWriter();
  thrift.i32(1, 1);
  thrift.structs(2, columns.length + 1, (i) => writeSchema(thrift, columns[i - 1] ?? null, columns.length));
  thrift.i64(3, groups.reduce((sum, group) => sum + group.rows, 0));
  thrift.structs(4, groups.length, (i) => writeGroup(thrift, columns, groups[i] as RowGroup));
  thrift.text(6, 'saphan sieve');
  const meta = thrift.end();
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([meta, length, magic]);
}

function writeSchema(thrift: ThriftWriter, column: SegmentColumn | null, children: number): void {
  if (column === null) { thrift.text(4, 'row').i32(5, children); return; }
  thrift.i32(1, physical(column)).i32(3, column.kept === 'place' ? 0 : 1).text(4, column.name);
  if (column.kept === kept.text || column.kept === kept.special) thrift.i32(6, converted.utf8);
  if (column.kept === kept.date) thrift.i32(6, converted.date);
  if (column.kept === kept.timestamp) thrift.i32(6, converted.timestampMicros);
  if (column.kept === kept.decimal) thrift.i32(6, converted.decimal).i32(7, column.scale).i32(8, column.precision);
}

function physical(column: SegmentColumn): number {
  if (column.kept === kept.date) return int32;
  return column.kept === kept.text || column.kept === kept.special ? byteArray : int64;
}

function writeGroup(thrift: ThriftWriter, columns: readonly SegmentColumn[], { rows, chunks }: RowGroup): void {
  thrift.structs(1, chunks.length, (i) => {
    const column = columns[i] as SegmentColumn;
    const { offset, bytes } = chunks[i] as Chunk;
    thrift.i64(2, offset);
    thrift.struct(3, () => {
      thrift.i32(1, physical(column)).i32s(2, [plain, rle]).texts(3, [column.name]).i32(4, 0).i64(5, rows).i64(6, bytes).i64(7, bytes).i64(9, offset);
    });
  });
  thrift.i64(2, chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)).i64(3, rows);
}

const types = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** The compact protocol of Thrift, as far as Parquet's metadata need it (thrift-compact-protocol.md): whole numbers ≥ 0, text, lists, structs. */
class ThriftWriter {
  private bytes = Buffer.alloc(4096);
  private at = 0;
  private last = 0;

  i32(id: number, value: number): this { this.field(id, types.i32).whole(value * 2); return this; }
  i64(id: number, value: number): this { this.field(id, types.i64).whole(value * 2); return this; }
  text(id: number, value: string): this { this.field(id, types.binary).binary(value); return this; }
  i32s(id: number, values: readonly number[]): this { this.field(id, types.list).list(values.length, types.i32); for (const value of values) this.whole(value * 2); return this; }
  texts(id: number, values: readonly string[]): this { this.field(id, types.list).list(values.length, types.binary); for (const value of values) this.binary(value); return this; }

  struct(id: number, write: () => void): void { this.field(id, types.struct).inside(write); }

  structs(id: number, count: number, write: (i: number) => void): void {
    this.field(id, types.list).list(count, types.struct);
    for (let i = 0; i < count; i += 1) this.inside(() => write(i));
  }

  end(): Buffer { this.byte(0); return this.bytes.subarray(0, this.at); }

  private inside(write: () => void): void {
    const { last } = this;
    this.last = 0;
    write();
    this.byte(0);
    this.last = last;
  }

  private field(id: number, type: number): this {
    const step = id - this.last;
    this.last = id;
    this.byte((step << 4) | type);
    return this;
  }

  private list(count: number, type: number): void {
    if (count < 15) { this.byte((count << 4) | type); return; }
    this.byte(0xf0 | type);
    this.whole(count);
  }

  private binary(value: string): void {
    const text = Buffer.from(value);
    this.whole(text.length);
    this.reserve(text.length);
    this.at += text.copy(this.bytes, this.at);
  }

  private whole(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.byte((rest % 128) | 0x80);
    this.byte(rest);
  }

  private byte(value: number): void {
    this.reserve(1);
    this.bytes[this.at] = value;
    this.at += 1;
  }

  private reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    this.bytes = Buffer.concat([this.bytes.subarray(0, this.at), Buffer.alloc(this.at + more)]);
  }
}
