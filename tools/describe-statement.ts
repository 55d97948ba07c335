import type { Client, Submittable } from 'pg';
import type { SqlBlock } from '../server/src/kernel/sql-text.ts';

export interface Described { params: string[]; columns: { name: string; type: string }[] }

/** Asks PostgreSQL for a statement's types without running it (extended protocol: Parse, Describe, Sync). */
export async function describeStatement(client: Client, file: string, block: SqlBlock): Promise<Described> {
  const raw = await new Promise<{ params: number[]; fields: { name: string; dataTypeID: number }[] }>((resolve, reject) => {
    client.query(new Describe(block.text, resolve, (error) => reject(new SyntaxError(`${file}: ${block.name}: ${error.message}`))) as unknown as Submittable);
  });
  const oids = [...raw.params, ...raw.fields.map((field) => field.dataTypeID)];
  const names = await client.query('select t.oid::int8 as oid, t.typname from pg_type t where t.oid = any ($1::oid[])', [oids]);
  const byOid = new Map(names.rows.map((row) => [Number(row.oid), row.typname as string]));
  const typeOf = (oid: number) => byOid.get(oid) ?? 'text';
  return { params: raw.params.map(typeOf), columns: raw.fields.map((field) => ({ name: field.name, type: typeOf(field.dataTypeID) })) };
}

class Describe {
  private params: number[] = [];
  private fields: { name: string; dataTypeID: number }[] = [];
  private text: string;
  private done: (value: { params: number[]; fields: { name: string; dataTypeID: number }[] }) => void;
  private fail: (error: Error) => void;
  private failed = false;
  constructor(text: string, done: Describe['done'], fail: Describe['fail']) {
    this.text = text;
    this.done = done;
    this.fail = fail;
  }
  submit(connection: any): void {
    connection.once('parameterDescription', (message: { dataTypeIDs: number[] }) => { this.params = message.dataTypeIDs; });
    connection.parse({ text: this.text, name: '', types: [] });
    connection.describe({ type: 'S', name: '' });
    connection.sync();
  }
  handleRowDescription(message: { fields: { name: string; dataTypeID: number }[] }): void { this.fields = message.fields; }
  handleError(error: Error): void { this.failed = true; this.fail(error); }
  handleReadyForQuery(): void { if (!this.failed) this.done({ params: this.params, fields: this.fields }); }
}
