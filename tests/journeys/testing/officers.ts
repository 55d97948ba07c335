import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Page } from 'playwright-core';
import { made } from './people.ts';

const today = todayInBangkok(new Date());
const order = { documentNo: 'ที่ 9/2569', documentOn: addDays(today, -30) };

export interface Officer { readonly name: string; readonly accountId: string }

/** Writes down a person. @returns the id. */
export async function addPerson(page: Page, givenTh: string): Promise<string> {
  return (await made(page, 'POST', '/people', { givenTh, familyTh: 'ทดสอบระบบ' })).id;
}

/** A unit of an agency with a head; everybody else named is an officer below. @returns the account of each, still without a code. */
export async function addUnit(page: Page, agencyId: string, code: string, people: { head: string; officers: { userName: string; personId?: string }[] }): Promise<Record<string, Officer>> {
  const unit = await made(page, 'POST', '/units', { agencyId, code, nameTh: `ศูนย์ ${code}`, nameEn: `Centre ${code}` });
  const found: Record<string, Officer> = {};
  for (const { userName, personId, head } of [{ userName: people.head, personId: undefined, head: true }, ...people.officers.map((each) => ({ ...each, head: false }))]) {
    const post = await made(page, 'POST', '/posts', { unitId: unit.id, titleTh: head ? 'ผู้อำนวยการ' : `เจ้าหน้าที่ ${userName}`, titleEn: head ? 'Director' : `Officer ${userName}`, responsible: head, roles: ['steward'], since: addDays(today, -400) });
    const person = personId ?? await addPerson(page, userName);
    await made(page, 'POST', '/appointments', { postId: post.id, personId: person, kind: 'holder', since: addDays(today, -20), ...order });
    if (!personId) found[userName] = { name: `${userName} ทดสอบระบบ`, accountId: (await made(page, 'POST', '/accounts', { personId: person, userName })).id };
  }
  return found;
}

/** Issues a code. @returns the address of its slip. */
export const slipOf = async (page: Page, { accountId }: Officer): Promise<string> => (await made(page, 'POST', `/accounts/${accountId}/slip`)).url;
