import iconv from 'iconv-lite';

export type DbfColumn = [name: string, type: string, length: number];
export interface DbfMade { version?: number; driver?: number; encoding?: string; /** Places of records marked as deleted. */ deleted?: number[] }

/** A DBF table as bytes, laid out as dBASE III and Visual FoxPro write it. */
export function dbfBytes(columns: readonly DbfColumn[], rows: readonly (readonly (string | Buffer)[])[], { version = 3, driver = 0x50, encoding = 'windows-874', deleted = [] }: DbfMade = {}): Buffer {
  const recordBytes = columns.reduce((sum, [, , length]) => sum + length, 1);
  const head = Buffer.alloc(32);
  head[0] = version;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(33 + columns.length * 32, 8);
  head.writeUInt16LE(recordBytes, 10);
  head[29] = driver;
  const fields = columns.map(([name, type, length]) => {
    const field = Buffer.alloc(32);
    iconv.encode(name, encoding).copy(field, 0, 0, 10);
    field.write(type, 11, 'latin1');
    field[16] = length & 0xff;
    field[17] = length >> 8;
    return field;
  });
  const records = rows.map((row, at) => {
    const record = Buffer.alloc(recordBytes, 0x20);
    if (deleted.includes(at)) record[0] = 0x2a;
    let offset = 1;
    columns.forEach(([, type, length], i) => {
      const cell = row[i] ?? '';
      const bytes = typeof cell === 'string' ? iconv.encode(type === 'N' ? cell.padStart(length) : cell, encoding) : cell;
      bytes.copy(record, offset, 0, length);
      offset += length;
    });
    return record;
  });
  return Buffer.concat([head, ...fields, Buffer.from([0x0d]), ...records, Buffer.from([0x1a])]);
}
