import type { Migratable } from '#kernel/migrate.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { moduleFolders } from '../../../app/module-folders.ts';

export interface Somebody { personId: string; accountId: string }

/** A register with people, posts and roles, for tests of notices. */
export interface NoticesHouse {
  test: TestDatabase;
  run(text: string, values?: unknown[]): Promise<any[]>;
  /** A person with an account and, unless said otherwise, an address `NAME@rid.example`. */
  person(name: string, more?: { email?: string | null; demo?: boolean }): Promise<Somebody>;
  /** A post in a unit of an agency; `responsible` answers for the unit. */
  post(agencyId: string, title: string, more?: { responsible?: boolean; roles?: string[] }): Promise<number>;
  appoint(postId: number, who: Somebody): Promise<number>;
  /** The appointment ends; nobody is asked for a successor. */
  leave(appointmentId: number): Promise<void>;
  grant(who: Somebody, role: string, agencyId?: string | null): Promise<void>;
  /** Nothing told yet. */
  forget(): Promise<void>;
}

const rooms = ['calendar', 'organisations', 'identity', 'notices'];

/** @param more rooms above, for tests of what they tell. */
export async function openNoticesHouse(more: readonly Migratable[] = []): Promise<NoticesHouse> {
  const test = await testDatabase([...moduleFolders.filter(({ name }) => rooms.includes(name)), ...more]);
  const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
  return {
    test, run,
    async person(name, { email = `${name}@rid.example`, demo = false } = {}) {
      const [{ id: personId }] = await run("insert into organisations.person (given_th, family_th, email, created_by) values ($1, 'ทดสอบ', $2, 'test') returning id", [name, email]) as [{ id: string }];
      const [{ id: accountId }] = await run("insert into identity.account (kind, person_id, user_name, display_name, demo, state_changed_by, created_by) values ('person', $1, $2, $2, $3, 'test', 'test') returning id", [personId, name, demo]) as [{ id: string }];
      return { personId, accountId };
    },
    async post(agencyId, title, { responsible = false, roles = [] } = {}) {
      const [{ id: unit }] = await run("insert into organisations.unit (agency_id, code, name_th, name_en, since) values ($1, $2, $2, $2, '2020-01-01') returning id", [agencyId, title]) as [{ id: number }];
      return (await run("insert into organisations.post (unit_id, title_th, title_en, responsible, roles, since) values ($1, $2, $2, $3, $4, '2020-01-01') returning id", [unit, title, responsible, roles]))[0].id;
    },
    appoint: async (postId, { personId }) => (await run("insert into organisations.appointment (post_id, person_id, kind, since, document_no, document_on, created_by) values ($1, $2, 'holder', '2020-01-01', '1/2563', '2020-01-01', 'test') returning id", [postId, personId]))[0].id,
    async leave(id) { await run("delete from organisations.appointment where id = $1", [id]); },
    async grant({ accountId }, role, agencyId = null) { await run("insert into identity.role_grant (account_id, role, agency_id, granted_by, document_no) values ($1, $2, $3, 'test', '1/2563')", [accountId, role, agencyId]); },
    async forget() { await run('truncate notices.notice, notices.receipt, notices.mail, notices.delivery, notices.webhook, notices.preference, notices.quiet_hours, notices.address_trouble'); },
  };
}
