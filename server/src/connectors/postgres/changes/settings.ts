import { escapeIdentifier, escapeLiteral } from 'pg';
import type { ChangesConfig } from './facts.ts';
import { changesProblem } from './problems.ts';

interface Settings { schema?: string; table?: string; publication?: string; slot?: string }

/** What the administrator prepares: least rights first, then what reading changes needs beside. */
export const preparation = `create role saphan login password '…';
grant usage on schema public to saphan;
grant select on public.my_table to saphan;
alter role saphan set default_transaction_read_only = on;

-- เฉพาะเมื่ออ่านการเปลี่ยนแปลง · only to read changes: wal_level = logical, publication first, then the slot
alter role saphan replication;
create publication saphan_my_table for table public.my_table;
select pg_create_logical_replication_slot('saphan_my_table', 'pgoutput');
-- ตารางที่ไม่มี PRIMARY KEY · a table without a primary key
-- alter table public.my_table replica identity full;
-- จำกัดบันทึกที่เก็บรอไว้ · bounds the log that is kept for a slot
alter system set max_slot_wal_keep_size = '10GB';
select pg_reload_conf();
-- pg_hba.conf: hostssl my_database saphan 10.0.0.0/24 scram-sha-256`;

/** What changes are read by; null when the settings do not say. */
export function changesOf(config: Settings | { query: string }): ChangesConfig | null {
  const { schema, table, publication, slot } = config as Settings;
  return table && publication && slot ? { ...(schema === undefined ? {} : { schema }), table, publication, slot } : null;
}

/** As {@link changesOf}. @throws `connectors.changes-refused` when the settings do not say. */
export function takenFrom(config: Settings | { query: string }): ChangesConfig {
  const found = changesOf(config);
  if (!found) throw changesProblem('changes-refused', { detailTh: 'ใส่ publication และ slot ของตารางในค่าตั้งของต้นทาง', detailEn: 'Give the publication and the slot of a table in the settings of the source.' });
  return found;
}

/** How the administrator frees what was kept for a source that is read no more. */
export function farewellOf(config: ChangesConfig | null): { th: string; en: string; commands: string } {
  return {
    th: 'ให้ผู้ดูแลฐานข้อมูลลบ slot นี้ มิฉะนั้นฐานข้อมูลจะเก็บบันทึก (WAL) ไว้รอจนดิสก์เต็ม',
    en: 'Have the database administrator drop this slot; until then the database keeps its log (WAL) for it, and its disk fills.',
    commands: config ? `select pg_drop_replication_slot(${escapeLiteral(config.slot)});\ndrop publication ${escapeIdentifier(config.publication)};` : '',
  };
}
