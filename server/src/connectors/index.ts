import { defaultLimits } from '#kernel/net/guarded-fetch.ts';
import type { Connector } from '#modules/linkage/index.ts';
import { openCkanConnector } from './ckan/ckan-connector.ts';
import { openFtpsConnector } from './ftps/ftps-connector.ts';
import { openFolderConnector } from './folder/folder-connector.ts';
import { openHttpConnector } from './http/http-connector.ts';
import { openImapConnector } from './imap/imap-connector.ts';
import { openMongodbConnector } from './mongodb/mongodb-connector.ts';
import { openMssqlConnector } from './mssql/mssql-connector.ts';
import { openMysqlConnector } from './mysql/mysql-connector.ts';
import { openOgcFeaturesConnector } from './ogc-features/ogc-features-connector.ts';
import { openOracleConnector } from './oracle/oracle-connector.ts';
import { openPostgresConnector } from './postgres/postgres-connector.ts';
import { openRestConnector } from './rest/rest-connector.ts';
import { openS3Connector } from './s3/s3-connector.ts';
import { openSftpConnector } from './sftp/sftp-connector.ts';
import { Tokens } from './web/tokens.ts';
import { openWfsConnector } from './wfs/wfs-connector.ts';

export interface ConnectorSettings {
  /** Internal hosts, addresses or CIDR blocks that sources may reach; all others must be public. */
  allowPrivateHosts: readonly string[];
  /** Internal hosts that only database sources may reach: where the sample's agency database lies. */
  databaseHosts?: readonly string[];
  /** Most bytes of one fetch, whatever the kind of source; without it the kernel's own limit for transfers. */
  maxFetchBytes?: number;
  /** Folders that folder sources may read; without any, every folder source is refused. */
  sourceDirs?: readonly string[];
}

/** Every kind of source, by its kind; `main.ts` joins them to the port of linkage. */
export function connectors({ allowPrivateHosts, databaseHosts = [], maxFetchBytes: bytes = defaultLimits.bytes, sourceDirs = [] }: ConnectorSettings): ReadonlyMap<string, Connector<any>> {
  const limits = { bytes };
  const web = { rules: { allow: allowPrivateHosts }, limits, tokens: new Tokens() };
  const files = { rules: { allow: allowPrivateHosts }, limits };
  const databases = { rules: { allow: [...allowPrivateHosts, ...databaseHosts] }, limits };
  const all: Connector<any>[] = [
    openFolderConnector({ roots: sourceDirs, limits }), openHttpConnector(web), openRestConnector(web),
    openCkanConnector(web), openOgcFeaturesConnector(web), openWfsConnector(web),
    openPostgresConnector(databases), openMysqlConnector(databases), openMssqlConnector(databases), openOracleConnector(databases), openMongodbConnector(databases),
    openSftpConnector(files), openFtpsConnector(files), openS3Connector(files), openImapConnector(web),
  ];
  return new Map(all.map((connector) => [connector.kind, connector]));
}
