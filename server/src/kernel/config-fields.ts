import { availableParallelism } from 'node:os';
import { type TSchema, Type } from 'typebox';

/** One setting: the variable it is read from and the schema its value must meet. A secret may lie in a file instead, which the variable with `_FILE` names. */
export interface Field<S extends TSchema = TSchema> { readonly variable: string; readonly schema: S; readonly secret: boolean }

const field = <S extends TSchema>(variable: string, schema: S): Field<S> => ({ variable, schema, secret: false });
const secret = <S extends TSchema>(variable: string, schema: S): Field<S> => ({ variable, schema, secret: true });

/**
 * Every setting of Saphan, in the order a reader asks for them. A setting without a default is derived in `loadConfig`
 * from the data folder; units stand in the name or the description.
 */
export const configFields = {
  dataDir: field('SAPHAN_DATA_DIR', Type.String({ minLength: 1, description: 'Folder that holds everything Saphan keeps; default: data/ in the clone.' })),
  port: field('SAPHAN_PORT', Type.Integer({ minimum: 0, maximum: 65_535, default: 8080, description: 'TCP port of page and API; 0 takes any free one.' })),
  host: field('SAPHAN_HOST', Type.String({ default: '127.0.0.1', description: 'Address to listen on; any but loopback only in production behind https.' })),
  publicUrl: field('SAPHAN_PUBLIC_URL', Type.Union([Type.Null(), Type.String({ pattern: '^https?://[^/?#@]+$' })], { default: null, description: 'Address that people and other services use, without a path; default http://localhost:PORT. Passkeys and tokens belong to it.' })),
  mode: field('SAPHAN_MODE', Type.Union(['demo', 'production'].map((mode) => Type.Literal(mode)), { default: 'demo', description: 'demo, or production: no sample, no demo accounts, https only.' })),
  secondFactor: field('SAPHAN_SECOND_FACTOR', Type.Boolean({ description: 'Ask every officer for a second factor, not only for what is sensitive: on or off; default: on in production.' })),
  trustedProxies: field('SAPHAN_TRUSTED_PROXIES', Type.Array(Type.String({ pattern: '^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$' }), { default: [], description: 'Addresses or CIDR blocks of proxies whose x-forwarded headers count, separated by commas.' })),
  breachedFile: field('SAPHAN_BREACHED_FILE', Type.Union([Type.Null(), Type.String({ minLength: 1 })], { default: null, description: 'File of breached passwords (SHA-1, ordered) to use beside the built-in list.' })),
  identityVault: field('SAPHAN_IDENTITY_VAULT', Type.Boolean({ default: false, description: 'Keep citizen ids sealed beside their keyed hashes: on or off.' })),
  smtpUrl: secret('SAPHAN_SMTP_URL', Type.Union([Type.Null(), Type.String({ pattern: '^smtps?://([^\\s/?#@]+@)?[^\\s/?#@]+/?$' })], { default: null, description: 'Mail server that alarms and reminders go through, smtps://USER:PASSWORD@HOST:465 or smtp://… with STARTTLS; without it nothing is mailed. SAPHAN_SMTP_URL_FILE names a file that holds it.' })),
  smtpFrom: field('SAPHAN_SMTP_FROM', Type.Union([Type.Null(), Type.String({ pattern: '^[^\\s@<>]+@[^\\s@<>]+$' })], { default: null, description: 'Address that letters come from; default no-reply@ the host of the public address.' })),
  bounceImapUrl: secret('SAPHAN_BOUNCE_IMAP_URL', Type.Union([Type.Null(), Type.String({ pattern: '^imaps?://[^\\s/?#@]+@[^\\s/?#@]+(/[^\\s?#]*)?$' })], { default: null, description: 'Mailbox to which letters come back, imaps://USER:PASSWORD@HOST:993/FOLDER or imap://… with STARTTLS; reports there are heeded and marked as read. SAPHAN_BOUNCE_IMAP_URL_FILE names a file that holds it.' })),
  paperFontDir: field('SAPHAN_PAPER_FONT_DIR', Type.Union([Type.Null(), Type.String({ pattern: '^/' })], { default: null, description: 'Folder with a regular and a bold font (.ttf, .otf) of one family with Thai letters, for official papers; Sarabun without it.' })),
  garudaFile: field('SAPHAN_GARUDA_FILE', Type.Union([Type.Null(), Type.String({ pattern: '^/' })], { default: null, description: 'SVG or PNG of the garuda at the head of letters and memos; its place stays empty without it.' })),
  databaseUrl: secret('DATABASE_URL', Type.Union([Type.Null(), Type.String({ pattern: '^postgres(ql)?://' })], { default: null, description: 'PostgreSQL 18 server to use; without it Saphan runs its own. DATABASE_URL_FILE names a file that holds it.' })),
  objectsUrl: field('SAPHAN_OBJECTS_URL', Type.String({ pattern: '^(file:|s3://[^/?]+)', description: 'Where releases and raw bytes lie: file:///folder or s3://bucket?endpoint=URL; default: objects/ in the data folder.' })),
  workerMemoryMb: field('SAPHAN_WORKER_MEMORY_MB', Type.Integer({ minimum: 256, default: 1400, description: 'Memory one worker may use, in MB.' })),
  drainSeconds: field('SAPHAN_DRAIN_SECONDS', Type.Integer({ minimum: 0, maximum: 86_400, default: 20, description: 'How long a worker that is told to stop may go on with the run it has, in seconds; a run that takes longer is given back and done again.' })),
  duckdbThreads: field('SAPHAN_DUCKDB_THREADS', Type.Integer({ minimum: 1, maximum: 256, default: availableParallelism(), description: 'Threads of the lake engine in one worker; default: all cores.' })),
  spillDir: field('SAPHAN_SPILL_DIR', Type.String({ minLength: 1, description: 'Folder for what does not fit in memory; default: spill/ in the data folder.' })),
  sourceDirs: field('SAPHAN_SOURCE_DIRS', Type.Array(Type.String({ pattern: '^/' }), { default: [], description: 'Folders that folder sources may read, separated by commas; none by default.' })),
  allowPrivateHosts: field('SAPHAN_ALLOW_PRIVATE_HOSTS', Type.Array(Type.String({ pattern: '^[A-Za-z0-9.:_-]+(/[0-9]{1,3})?$' }), { default: [], description: 'Hosts or CIDR ranges of private networks that sources may reach, separated by commas.' })),
  maxUploadBytes: field('SAPHAN_MAX_UPLOAD_BYTES', Type.Integer({ minimum: 1, default: 10 * 1024 ** 3, description: 'Largest upload, in bytes; default 10 GiB.' })),
  maxFetchBytes: field('SAPHAN_MAX_FETCH_BYTES', Type.Integer({ minimum: 1, default: 20_000_000_000, description: 'Most bytes that one fetch from a source may bring; default 20 GB. A longer one is refused and nothing of it is kept.' })),
  visitorDownloads: field('SAPHAN_VISITOR_DOWNLOADS', Type.Integer({ minimum: 0, maximum: 100_000, default: 120, description: 'Downloads that visitors of one network may make in a minute, in each web process; 0 sets no limit.' })),
  minFreeDiskMb: field('SAPHAN_MIN_FREE_DISK_MB', Type.Integer({ minimum: 0, default: 500, description: 'Free space, in MB, below which Saphan refuses to start.' })),
  stampUrl: field('SAPHAN_STAMP_URL', Type.Union([Type.Null(), Type.String({ pattern: '^https?://[^\\s#]+$' })], { default: null, description: 'Time-stamp authority (RFC 3161) that stamps the checkpoints of the ledger; needs SAPHAN_STAMP_TRUST_FILE.' })),
  stampTrustFile: field('SAPHAN_STAMP_TRUST_FILE', Type.Union([Type.Null(), Type.String({ pattern: '^/' })], { default: null, description: 'PEM file of the certificates that the authority of SAPHAN_STAMP_URL must come from.' })),
  stampSeconds: field('SAPHAN_STAMP_SECONDS', Type.Integer({ minimum: 10, maximum: 86_400, default: 600, description: 'How often the newest checkpoint of the ledger is stamped, in seconds.' })),
  logLevel: field('SAPHAN_LOG_LEVEL', Type.Union(['trace', 'debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)), { default: 'info', description: 'Least severe log line that is written.' })),
  timeZone: field('SAPHAN_TIME_ZONE', Type.String({ default: 'Asia/Bangkok', description: 'IANA time zone in which a day begins and ends.' })),
  masterKeyFile: field('SAPHAN_MASTER_KEY_FILE', Type.String({ minLength: 1, description: 'File with the 32-byte key that protects citizen ids and secrets; default: keys/master.key in the data folder, made when missing.' })),
  sample: field('SAPHAN_SAMPLE', Type.Boolean({ default: true, description: 'Load the sample ministry on first start: on or off.' })),
} as const;
