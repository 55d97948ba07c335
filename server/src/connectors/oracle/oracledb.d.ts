/** As much of the driver as is used here; it brings no types. */
declare module 'oracledb' {
  export interface DbType { readonly columnTypeName: string }
  export interface Lob { readonly length: number; getData(): Promise<string | Buffer | null> }
  export interface ColumnFacts { name: string; dbType: DbType; byteSize?: number; precision?: number; scale?: number; dbTypeClass?: { fqn?: string; prototype?: { fqn?: string } } }
  export interface ResultSet { getRows(count: number): Promise<unknown[][]>; close(): Promise<void> }
  export interface Executed { metaData?: ColumnFacts[]; rows?: unknown[][]; resultSet?: ResultSet }
  export interface ExecuteOptions { resultSet?: boolean; fetchArraySize?: number; prefetchRows?: number; maxRows?: number; fetchTypeHandler?(column: ColumnFacts): { type: DbType } | undefined }
  export interface Connection {
    callTimeout: number;
    readonly oracleServerVersionString: string;
    execute(sql: string, binds: Readonly<Record<string, string>>, options?: ExecuteOptions): Promise<Executed>;
    breakExecution(): Promise<void>;
  }
  export interface Attributes { user: string; password: string; connectString: string; transportConnectTimeout?: number; connectTimeout?: number; stmtCacheSize?: number }
  const driver: { readonly STRING: DbType; readonly thin: boolean; getConnection(attributes: Attributes): Promise<Connection> };
  export default driver;
}

declare module 'oracledb/lib/thin/sqlnet/ntTcp.js' {
  import type { Socket } from 'node:net';
  import type { SecureContext } from 'node:tls';

  /** The driver's line to a host; the listener may send it on to another. */
  class Transport {
    stream: Socket | null;
    connected: boolean;
    ntConnect(address: { hostname: string; host: string; port?: number }): Promise<void>;
    tlsConnect(context: SecureContext, stream: Socket): Promise<void>;
  }
  export default Transport;
}
