import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { theHouse, type Role } from '#kernel/policy.ts';
import { createPerson } from '#modules/organisations/index.ts';
import { newCode } from '../codes.ts';
import { setPassword } from '../credentials/password.sql.gen.ts';
import { hashPassword } from '../passwords/hash.ts';
import { findForPassword } from '../sign-in/account.sql.gen.ts';
import { hasDemoAccount, insertDemoAccount, insertDemoGrant } from './invitation.sql.gen.ts';

/** An account of the sample ministry, shown on the sign-in page of a demonstration. */
export interface DemoAccount { userName: string; password: string; role: Role; roleTh: string; roleEn: string }

const AGENCY = 'rid';
const PASSWORD_GROUPS = 4;
const DEMO: readonly { role: Role; th: string; en: string; whole: boolean }[] = [
  { role: 'operator', th: 'ผู้ดูแลระบบ', en: 'system administrator', whole: true }, { role: 'secretariat', th: 'ฝ่ายเลขานุการ', en: 'secretariat', whole: true },
  { role: 'steward', th: 'ผู้ดูแลข้อมูล', en: 'data steward', whole: false }, { role: 'agency-admin', th: 'ผู้ดูแลของหน่วยงาน', en: "agency's administrator", whole: false },
  { role: 'reader', th: 'ผู้อ่าน', en: 'reader', whole: false }, { role: 'auditor', th: 'ผู้ตรวจสอบ', en: 'auditor', whole: true }, { role: 'citizen', th: 'ประชาชน', en: 'citizen', whole: false },
];

/** Adds one account a role, with random passwords; those that exist stay as they are and are not returned. They sign in only in demo mode. */
export async function createDemoAccounts(tx: Tx): Promise<DemoAccount[]> {
  const made: DemoAccount[] = [];
  for (const { role, th, en, whole } of DEMO) {
    const [userName, password] = [`demo-${role}`, newCode(PASSWORD_GROUPS)];
    if (await findForPassword(tx, { user_name: userName, demo_may: true })) continue;
    const person = await createPerson(tx, theHouse, { givenTh: th, familyTh: 'สาธิต' });
    const account = await insertDemoAccount(tx, { person_id: person.id, user_name: userName, display_name: `${th} (สาธิต)`, by: theHouse.name });
    if (!account) continue;
    await setPassword(tx, { account_id: account.id, hash: await hashPassword(password) });
    if (role !== 'citizen') await insertDemoGrant(tx, { account_id: account.id, role, agency_id: whole ? null : AGENCY, by: theHouse.name });
    await audit(tx, theHouse, 'identity.demo-account-created', `account:${account.id}`, { role });
    made.push({ userName, password, role, roleTh: th, roleEn: en });
  }
  return made;
}

/** Whether an account of the sample ministry is left that is not closed; production does not start on such a register. */
export const hasDemoAccounts = async (tx: Tx): Promise<boolean> => (await hasDemoAccount(tx, {})).has;
