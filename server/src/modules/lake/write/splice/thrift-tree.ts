/** A value of Thrift's compact protocol: whole numbers, bytes, lists and structs by field id; what a footer does not have (doubles, maps) is refused. */
export type Thrift = number | boolean | Buffer | ThriftList | ThriftStruct;
export interface ThriftList { type: number; items: Thrift[] }
/** Field id → type and value, in the order of the bytes. */
export type ThriftStruct = Map<number, { type: number; value: Thrift }>;

/** Types of the compact protocol (thrift-compact-protocol.md). */
export const thrift = { true: 1, false: 2, i8: 3, i16: 4, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** Reads one struct. @throws `RangeError` for bytes that are not one, or that hold what is not known here. */
export function readStruct(bytes: Buffer): ThriftStruct {
  return new Reader(bytes).struct();
}

class Reader {
  #at = 0;
  private readonly bytes: Buffer;
  constructor(bytes: Buffer) { this.bytes = bytes; }

  struct(): ThriftStruct {
    const fields: ThriftStruct = new Map();
    for (let id = 0; ;) {
      const head = this.#byte();
      if (head === 0) return fields;
      id = head >> 4 === 0 ? unzigzag(this.#whole()) : id + (head >> 4);
      fields.set(id, { type: head & 15, value: this.#value(head & 15) });
    }
  }

  #value(type: number): Thrift {
    switch (type) {
      case thrift.true: return true;
      case thrift.false: return false;
      case thrift.i8: return this.#byte();
      case thrift.i16: case thrift.i32: case thrift.i64: return unzigzag(this.#whole());
      case thrift.binary: return this.#take(this.#whole());
      case thrift.list: return this.#list();
      case thrift.struct: return this.struct();
      default: throw new RangeError(`a footer with type ${type}`);
    }
  }

  #list(): ThriftList {
    const head = this.#byte();
    const type = head & 15;
    const count = head >> 4 === 15 ? this.#whole() : head >> 4;
    // In a list a truth value is a byte of its own.
    return { type, items: Array.from({ length: count }, () => (type === thrift.true || type === thrift.false ? this.#byte() === thrift.true : this.#value(type))) };
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.bytes.length) throw new RangeError('a footer that ends early');
    return this.bytes.subarray(this.#at, (this.#at += length));
  }

  #byte(): number {
    return this.bytes.readUInt8(this.#at++);
  }

  /** Up to 2^53: places in a file are not larger. */
  #whole(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    if (!Number.isSafeInteger(value)) throw new RangeError('a footer with a number beyond 2^53');
    return value;
  }
}

const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1);

/** Writes a struct as {@link readStruct} read it. */
export function writeStruct(fields: ThriftStruct): Buffer {
  const out: Buffer[] = [];
  putStruct(out, fields);
  return Buffer.concat(out);
}

function putStruct(out: Buffer[], fields: ThriftStruct): void {
  let last = 0;
  for (const [id, { type, value }] of [...fields].toSorted(([a], [b]) => a - b)) {
    const step = id - last;
    const kind = typeof value === 'boolean' ? (value ? thrift.true : thrift.false) : type;
    if (step < 16) out.push(Buffer.of((step << 4) | kind));
    else out.push(Buffer.of(kind), whole(zigzag(id)));
    last = id;
    if (typeof value !== 'boolean') put(out, type, value);
  }
  out.push(Buffer.of(0));
}

function put(out: Buffer[], type: number, value: Thrift): void {
  if (typeof value === 'boolean') out.push(Buffer.of(value ? thrift.true : thrift.false));
  else if (typeof value === 'number') out.push(type === thrift.i8 ? Buffer.of(value) : whole(zigzag(value)));
  else if (Buffer.isBuffer(value)) out.push(whole(value.length), value);
  else if (value instanceof Map) putStruct(out, value);
  else {
    const { length } = value.items;
    out.push(length < 15 ? Buffer.of((length << 4) | value.type) : Buffer.concat([Buffer.of(0xf0 | value.type), whole(length)]));
    for (const item of value.items) put(out, value.type, item);
  }
}

function whole(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}
