/** Writes tokens of TDS (MS-TDS §2.2.7) as SQL Server does. */
const u8 = (value: number) => Buffer.from([value & 255]);
const u16 = (value: number) => { const b = Buffer.alloc(2); b.writeUInt16LE(value); return b; };
const u32 = (value: number) => { const b = Buffer.alloc(4); b.writeUInt32LE(value >>> 0); return b; };
const u64 = (value: bigint) => { const b = Buffer.alloc(8); b.writeBigUInt64LE(value); return b; };
const wide = (text: string) => Buffer.from(text, 'utf16le');
const shortName = (text: string) => Buffer.concat([u8(text.length), wide(text)]);
const longName = (text: string) => Buffer.concat([u16(text.length), wide(text)]);
const littleEndian = (value: bigint, length: number) => Buffer.from(Array.from({ length }, (_each, i) => Number((value >> BigInt(8 * i)) & 255n)));

/** Thai_CI_AS: LCID 0x041E, case ignored, code page 874. */
const thai = Buffer.from([0x1e, 0x04, 0xd0, 0x00, 0x00]);
/** Latin1_General_100_CI_AS_SC_UTF8. */
const utf8 = Buffer.from([0x09, 0x04, 0xd0, 0x24, 0x00]);

/** A type with its TYPE_INFO, and how a value of it lies in a row; null is NULL. */
export interface TestType { userType?: number; info: Buffer; cell(value: any): Buffer }

const counted = (write: (value: any) => Buffer) => (value: unknown) => { if (value === null) return u8(0); const cell = write(value); return Buffer.concat([u8(cell.length), cell]); };
const long = (write: (value: any) => Buffer) => (value: unknown) => { if (value === null) return u16(0xffff); const cell = write(value); return Buffer.concat([u16(cell.length), cell]); };
/** In pieces of 7 bytes, so that characters are cut in their middle. */
const inPieces = (write: (value: any) => Buffer) => (value: unknown) => {
  if (value === null) return u64(0xffff_ffff_ffff_ffffn);
  const cell = write(value);
  const size = cell.length > 1000 ? 8000 : 7;
  const parts = Array.from({ length: Math.ceil(cell.length / size) }, (_each, i) => cell.subarray(i * size, (i + 1) * size));
  return Buffer.concat([u64(BigInt(cell.length)), ...parts.flatMap((part) => [u32(part.length), part]), u32(0)]);
};
const pointed = (write: (value: any) => Buffer) => (value: unknown) => {
  if (value === null) return u8(0);
  const cell = write(value);
  return Buffer.concat([u8(16), Buffer.alloc(16, 1), Buffer.alloc(8, 2), u32(cell.length), cell]);
};

/** TIS-620 bytes of Thai letters. */
const thaiBytes = (text: string): Buffer => Buffer.from([...text].map((each) => (each.charCodeAt(0) < 128 ? each.charCodeAt(0) : each.charCodeAt(0) - 0x0e00 + 0xa0)));
const decimalBytes = (precision: number) => (precision <= 9 ? 4 : precision <= 19 ? 8 : precision <= 28 ? 12 : 16);
const timeBytes = (scale: number) => (scale <= 2 ? 3 : scale <= 4 ? 4 : 5);
const daysSinceOne = (date: string) => BigInt(Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 719_162);
/** Units of 10^-scale seconds since midnight. */
const unitsOf = (clock: string, scale: number): bigint => {
  const [time = '', fraction = ''] = clock.split('.');
  const [h = 0, m = 0, s = 0] = time.split(':').map(Number);
  return BigInt(h * 3600 + m * 60 + s) * 10n ** BigInt(scale) + BigInt(fraction.padEnd(scale, '0') || '0');
};
const clockBytes = (clock: string, scale: number) => littleEndian(unitsOf(clock, scale), timeBytes(scale));

/** Types of columns, as `nvarchar(10)` declares them. */
export const type = {
  int: { info: Buffer.from([0x38]), cell: (value: number) => u32(value) },
  intN: (length: 1 | 2 | 4 | 8) => ({ info: Buffer.from([0x26, length]), cell: counted((value: bigint | number) => littleEndian(BigInt.asUintN(64, BigInt(value)), length)) }),
  bitN: { info: Buffer.from([0x68, 1]), cell: counted((value: boolean) => u8(value ? 1 : 0)) },
  nvarchar: (units: number) => ({ info: Buffer.concat([u8(0xe7), u16(units * 2), thai]), cell: long(wide) }),
  nvarcharMax: { info: Buffer.concat([u8(0xe7), u16(0xffff), thai]), cell: inPieces(wide) },
  varcharThai: (length: number) => ({ info: Buffer.concat([u8(0xa7), u16(length), thai]), cell: long(thaiBytes) }),
  varcharUtf8: (length: number) => ({ info: Buffer.concat([u8(0xa7), u16(length), utf8]), cell: long((text: string) => Buffer.from(text)) }),
  ntext: { info: Buffer.concat([u8(0x63), u32(0x7fffffff), thai, u8(1), longName('t')]), cell: pointed(wide) },
  decimal: (precision: number, scale: number): TestType => ({
    info: Buffer.from([0x6a, decimalBytes(precision) + 1, precision, scale]),
    cell: counted((text: string) => Buffer.concat([u8(text.startsWith('-') ? 0 : 1), littleEndian(BigInt(text.replace(/[-.]/g, '')), decimalBytes(precision))])),
  }),
  money: { info: Buffer.from([0x6e, 8]), cell: counted((text: string) => { const all = BigInt.asUintN(64, BigInt(text.replace('.', ''))); return Buffer.concat([littleEndian(all >> 32n, 4), littleEndian(all & 0xffffffffn, 4)]); }) },
  float: { info: Buffer.from([0x6d, 8]), cell: counted((value: number) => { const b = Buffer.alloc(8); b.writeDoubleLE(value); return b; }) },
  real: { info: Buffer.from([0x6d, 4]), cell: counted((value: number) => { const b = Buffer.alloc(4); b.writeFloatLE(value); return b; }) },
  date: { info: Buffer.from([0x28]), cell: counted((date: string) => littleEndian(daysSinceOne(date), 3)) },
  time: (scale: number) => ({ info: Buffer.from([0x29, scale]), cell: counted((clock: string) => clockBytes(clock, scale)) }),
  datetime2: (scale: number) => ({ info: Buffer.from([0x2a, scale]), cell: counted((text: string) => Buffer.concat([clockBytes(text.slice(11), scale), littleEndian(daysSinceOne(text.slice(0, 10)), 3)])) }),
  /** `[universal time, minutes of its zone]`. */
  datetimeOffset: (scale: number) => ({ info: Buffer.from([0x2b, scale]), cell: counted(([text, minutes]: [string, number]) => Buffer.concat([clockBytes(text.slice(11), scale), littleEndian(daysSinceOne(text.slice(0, 10)), 3), u16(minutes & 0xffff)])) }),
  datetime: { info: Buffer.from([0x6f, 8]), cell: counted(([date, ticks]: [string, number]) => Buffer.concat([u32(Number(daysSinceOne(date)) - 693_595), u32(ticks)])) },
  smalldatetime: { info: Buffer.from([0x6f, 4]), cell: counted(([date, minutes]: [string, number]) => Buffer.concat([u16(Number(daysSinceOne(date)) - 693_595), u16(minutes)])) },
  guid: { info: Buffer.from([0x24, 16]), cell: counted((hex: string) => Buffer.from(hex, 'hex')) },
  varbinary: (length: number) => ({ info: Buffer.concat([u8(0xa5), u16(length)]), cell: long((hex: string) => Buffer.from(hex, 'hex')) }),
  rowversion: { userType: 0x50, info: Buffer.concat([u8(0xad), u16(8)]), cell: long((hex: string) => Buffer.from(hex, 'hex')) },
  xml: { info: Buffer.from([0xf1, 0]), cell: inPieces(wide) },
  udt: (name: string): TestType => ({ info: Buffer.concat([u8(0xf0), u16(0xffff), shortName('farm'), shortName('sys'), shortName(name), longName('Microsoft.SqlServer.Types')]), cell: inPieces((hex: string) => Buffer.from(hex, 'hex')) }),
};

export const columns = (...all: [string, TestType][]): Buffer => Buffer.concat([
  u8(0x81), u16(all.length), ...all.map(([name, { userType = 0, info }]) => Buffer.concat([u32(userType), u16(9), info, shortName(name)])),
]);
export const row = (types: readonly TestType[], values: readonly unknown[]): Buffer => Buffer.concat([u8(0xd1), ...types.map((each, i) => each.cell(values[i]))]);
/** A row whose NULLs are told by bits before it. */
export const sparseRow = (types: readonly TestType[], values: readonly unknown[]): Buffer => {
  const bits = Buffer.alloc(Math.ceil(types.length / 8));
  values.forEach((value, i) => { if (value === null) bits[i >> 3]! |= 1 << (i & 7); });
  return Buffer.concat([u8(0xd2), bits, ...types.flatMap((each, i) => (values[i] === null ? [] : [each.cell(values[i])]))]);
};

/** The end of a statement; `rows` is left out when the server counts none. */
export const done = (rows?: number, status = 0): Buffer => Buffer.concat([u8(0xfd), u16(status | (rows === undefined ? 0 : 0x10)), u16(rows === undefined ? 0 : 0xc1), u64(BigInt(rows ?? 0))]);
const spoken = (token: number, number: number, severity: number, message: string): Buffer => {
  const body = Buffer.concat([u32(number), u8(1), u8(severity), longName(message), shortName('TEST'), shortName(''), u32(1)]);
  return Buffer.concat([u8(token), u16(body.length), body]);
};
export const error = (number: number, message: string, severity = 14): Buffer => spoken(0xaa, number, severity, message);
export const info = (message: string): Buffer => spoken(0xab, 5701, 0, message);
const change = (body: Buffer): Buffer => Buffer.concat([u8(0xe3), u16(body.length), body]);
export const databaseChanged = (name: string): Buffer => change(Buffer.concat([u8(1), shortName(name), shortName('master')]));
export const packetSize = (size: number): Buffer => change(Buffer.concat([u8(4), shortName(String(size)), shortName('4096')]));
export const begun = (): Buffer => change(Buffer.concat([u8(8), u8(8), Buffer.from('0100000035000000', 'hex'), u8(0)]));
/** Sends the client on to another host. */
export const routed = (host: string, port: number): Buffer => {
  const body = Buffer.concat([u8(0), u16(port), longName(host)]);
  return change(Buffer.concat([u8(20), u16(body.length), body, u16(0)]));
};
export const signedIn = (): Buffer => {
  const name = shortName('Microsoft SQL Server');
  const body = Buffer.concat([u8(1), Buffer.from([0x74, 0, 0, 4]), name, Buffer.from([16, 0, 0x10, 0x27])]);
  return Buffer.concat([u8(0xad), u16(body.length), body]);
};
