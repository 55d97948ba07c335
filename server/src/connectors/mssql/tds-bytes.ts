/** Thrown when a token lies only partly in the bytes that came: it is read again once there are more. */
export const tooFew = Symbol('more bytes are needed');

/** Reads numbers and names of TDS (MS-TDS §2.2.5) from a buffer, which may end anywhere. */
export class TdsBytes {
  buffer: Buffer = Buffer.alloc(0);
  at = 0;

  /** Moves on and tells where the bytes begin. @throws `tooFew` */
  take(length: number): number {
    const from = this.at;
    if (from + length > this.buffer.length) throw tooFew;
    this.at = from + length;
    return from;
  }

  byte(): number { return this.buffer[this.take(1)] as number; }
  short(): number { return this.buffer.readUInt16LE(this.take(2)); }
  int(): number { return this.buffer.readInt32LE(this.take(4)); }
  long(): number { return this.buffer.readUInt32LE(this.take(4)); }
  big(): bigint { return this.buffer.readBigUInt64LE(this.take(8)); }
  signedBig(): bigint { return this.buffer.readBigInt64LE(this.take(8)); }

  /** A whole number of up to six bytes. */
  number(length: number): number { return this.buffer.readUIntLE(this.take(length), length); }

  /** A whole number of any length. */
  magnitude(length: number): bigint {
    const from = this.take(length);
    let value = 0n;
    for (let i = from + length - 1; i >= from; i -= 1) value = (value << 8n) | BigInt(this.buffer[i] as number);
    return value;
  }

  bytes(length: number): Buffer {
    const from = this.take(length);
    return this.buffer.subarray(from, from + length);
  }

  /** Text of so many UTF-16 units. */
  wide(units: number): string {
    const from = this.take(units * 2);
    return this.buffer.toString('utf16le', from, from + units * 2);
  }
}
