import type { Client } from 'pg';
import { postgresProblem } from '../postgres-problems.ts';
import { lsnOf } from './position.ts';
import { changesProblem } from './problems.ts';

/** What a source says that changes are read by. */
export interface ChangesConfig { schema?: string; table: string; publication: string; slot: string }
export interface TableColumn { name: string; type: string; oid: number; isKey: boolean }
/** What stands at the database when a reading begins. */
export interface ChangesFacts {
  /** The end of the log that is safely on disk. */
  end: bigint;
  /** What was confirmed to the slot: nothing before it comes again. */
  confirmed: bigint;
  /** Bytes of log that the server keeps for the slot, and whether it may soon give them up. */
  held: number;
  isAtRisk: boolean;
  columns: TableColumn[];
}

interface Row {
  wal_level: string; standby: boolean; here: string; may: boolean; end: string | null; held: string | null; kind: string | null;
  slot: Record<string, unknown> | null; publication: Record<string, unknown> | null; published: { attnames?: string[]; rowfilter?: string | null } | null; columns: TableColumn[] | null;
}

const question = `select current_setting('wal_level') as wal_level, pg_is_in_recovery() as standby, current_database() as here,
  (select r.rolreplication or r.rolsuper from pg_roles r where r.rolname = current_user) as may,
  case when not pg_is_in_recovery() then pg_current_wal_flush_lsn()::text end as "end",
  (select to_jsonb(s) from pg_replication_slots s where s.slot_name = $1) as slot,
  (select case when not pg_is_in_recovery() then pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn)::text end from pg_replication_slots s where s.slot_name = $1) as held,
  (select to_jsonb(p) from pg_publication p where p.pubname = $2) as publication,
  (select to_jsonb(t) from pg_publication_tables t where t.pubname = $2 and t.schemaname = $3 and t.tablename = $4) as published,
  (select c.relkind::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $3 and c.relname = $4) as kind,
  (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'oid', a.atttypid::bigint, 'isKey', c.relreplident = 'f' or exists (
      select from pg_index i where i.indrelid = c.oid and a.attnum = any(i.indkey) and case c.relreplident when 'd' then i.indisprimary when 'i' then i.indisreplident else false end)) order by a.attnum)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname = $3 and c.relname = $4) as columns`;

/**
 * Asks what a reading of changes needs to know, and makes sure that changes come whole: every kind of them, every row, with a key that tells which row.
 *
 * @param keys columns that tell rows apart; empty while nobody has agreed on them.
 * @throws `connectors.changes-refused`, `connectors.slot-lost`.
 */
export async function askFacts(client: Client, config: ChangesConfig, keys: readonly string[]): Promise<ChangesFacts> {
  const { rows } = await client.query<Row>(question, [config.slot, config.publication, config.schema ?? 'public', config.table]).catch((error: unknown) => { throw postgresProblem(error, true); });
  const row = rows[0] as Row;
  if (row.kind === null) throw refused(`ไม่พบตาราง ${config.table}`, `There is no table ${config.table}.`);
  if (row.standby) throw refused('เครื่องนี้เป็นเครื่องสำรอง ให้อ่านจากเครื่องหลัก', 'This server is a standby; changes are read from the primary.');
  if (row.wal_level !== 'logical') throw refused(`wal_level เป็น ${row.wal_level} ต้องเป็น logical แล้วเริ่มฐานข้อมูลใหม่`, `wal_level is ${row.wal_level}; it must be logical, and the database restarted.`);
  if (!row.may) throw refused('บัญชีนี้ไม่มีสิทธิ REPLICATION', 'The account has no REPLICATION right.');
  const columns = publishedColumns(config, row, keys);
  const slot = usableSlot(config, row);
  return {
    end: lsnOf(row.end) ?? 0n, confirmed: lsnOf(slot['confirmed_flush_lsn']) ?? 0n, held: Math.max(0, Number(row.held ?? 0)), columns,
    isAtRisk: slot['wal_status'] === 'extended' || slot['wal_status'] === 'unreserved',
  };
}

function publishedColumns(config: ChangesConfig, { publication, published, kind, columns }: Row, keys: readonly string[]): TableColumn[] {
  if (!publication) throw refused(`ไม่พบ publication ชื่อ ${config.publication}`, `There is no publication ${config.publication}.`);
  const missing = [['pubinsert', 'insert'], ['pubupdate', 'update'], ['pubdelete', 'delete'], ['pubtruncate', 'truncate']].filter(([field = '']) => publication[field] === false).map(([, name]) => name);
  if (missing.length > 0) throw refused(`publication ${config.publication} ไม่บอกการ ${missing.join(', ')}`, `Publication ${config.publication} does not tell of ${missing.join(', ')}.`);
  if (!published) {
    const root = kind === 'p' ? { th: ' ตารางแบ่งส่วนต้องตั้ง publish_via_partition_root', en: ' A partitioned table needs publish_via_partition_root.' } : { th: '', en: '' };
    throw refused(`publication ${config.publication} ไม่มีตาราง ${config.table}${root.th}`, `Publication ${config.publication} does not hold table ${config.table}.${root.en}`);
  }
  if (published.rowfilter) throw refused('publication กรองแถวอยู่ ให้เอาเงื่อนไข WHERE ออก', 'The publication filters rows; take its WHERE away.');
  const seen = (columns ?? []).filter(({ name }) => published.attnames?.includes(name) ?? true);
  const without = keys.filter((key) => !seen.some(({ name, isKey }) => name === key && isKey));
  if (without.length > 0) throw refused(`การลบไม่บอกค่าของ ${without.join(', ')} ให้ใช้เป็น PRIMARY KEY หรือตั้ง REPLICA IDENTITY FULL`, `Deletions do not tell ${without.join(', ')}: make it the PRIMARY KEY, or set REPLICA IDENTITY FULL.`);
  return seen;
}

function usableSlot(config: ChangesConfig, { slot, here }: Row): Record<string, unknown> {
  if (!slot) throw changesProblem('slot-lost', { detailTh: `ไม่พบ slot ชื่อ ${config.slot}`, detailEn: `There is no slot ${config.slot}.` });
  if (slot['plugin'] !== 'pgoutput' || slot['database'] !== here) throw refused(`slot ${config.slot} ไม่ใช่ของ pgoutput ในฐานข้อมูล ${here}`, `Slot ${config.slot} is not one of pgoutput in database ${here}.`);
  const reason = slot['invalidation_reason'] ?? (slot['wal_status'] === 'lost' ? 'wal_removed' : null);
  if (reason !== null) throw changesProblem('slot-lost', { detailTh: `slot ${config.slot} ใช้ต่อไม่ได้แล้ว (${reason})`, detailEn: `Slot ${config.slot} can no longer be used (${reason}).` });
  return slot;
}

const refused = (detailTh: string, detailEn: string) => changesProblem('changes-refused', { detailTh, detailEn });

const WARN_BYTES = 1024 ** 3;

/** How much log the source keeps for the slot, for people; `warn` where its disk is in danger. */
export function heldNote({ held, isAtRisk }: ChangesFacts): { level: 'info' | 'warn'; th: string; en: string } {
  const size = held >= 1024 ** 3 ? `${(held / 1024 ** 3).toFixed(1)} GB` : `${(held / 1024 ** 2).toFixed(1)} MB`;
  return { level: isAtRisk || held >= WARN_BYTES ? 'warn' : 'info', th: `ฐานข้อมูลต้นทางเก็บบันทึก (WAL) ไว้ให้ ${size}`, en: `the source database keeps ${size} of its log (WAL) for this slot` };
}
