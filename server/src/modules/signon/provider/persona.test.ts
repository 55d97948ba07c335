import { afterAll, beforeAll, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';

let world: World;
let service: Service;
const posts: number[] = [];
beforeAll(async () => {
  world = await openWorld();
  service = new Service(world, await world.client('posts'));
  await world.test.db.tx(async (tx) => {
    const { rows: [unit] } = await tx.query(`insert into organisations.unit (agency_id, code, name_th, name_en, since) values ('rid', 'u1', 'กอง', 'Division', '2026-01-01') returning id`);
    for (const title of ['หนึ่ง', 'สอง']) posts.push((await tx.query(`insert into organisations.post (unit_id, title_th, title_en, since) values ($1, $2, 'Post', '2026-01-01') returning id`, [unit.id, title])).rows[0].id);
  });
});
afterAll(() => world?.close());

/** Somebody who acts in both posts. */
async function holderOfTwoPosts() {
  const person = await world.person();
  await world.test.db.tx((tx) => tx.query(
    `insert into organisations.appointment (post_id, person_id, kind, since, until, document_no, document_on, created_by)
     select p.id, a.person_id, 'acting', '2026-01-01', '2099-01-01', 'ที่ 1/2569', '2026-01-01', 'test' from identity.account a, organisations.post p where a.id = $1 and p.id = any($2)`, [person.accountId, posts]));
  return person;
}
const asks = { scope: 'openid organisation' };

it('asks somebody with two posts as which of them, and not again once they chose', async () => {
  const { browser, sessionId } = await holderOfTwoPosts();
  const page = await browser.follow(service.address(asks));
  expect(page.pathname).toBe('/th/sign-in');
  const uid = page.searchParams.get('interaction');
  expect(await (await browser.ask(`/api/v1/interactions/${uid}/details`, { headers: { accept: 'application/json' } })).json()).toMatchObject({ needs: { persona: true, signIn: false } });
  await world.test.db.tx((tx) => tx.query(`update identity.session s set persona = 'appointment:' || (select min(p.id) from organisations.appointment p join identity.account a on a.person_id = p.person_id where a.id = s.account_id) where s.id = $1`, [sessionId]));
  expect((await browser.follow(`/api/v1/interactions/${uid}`)).pathname).toMatch(/\/consent\//);
});

it('does not ask whoever acts for the whole ministry, though they hold posts too', async () => {
  const { browser, accountId } = await holderOfTwoPosts();
  await world.test.db.tx((tx) => tx.query(`insert into identity.role_grant (account_id, role, granted_by) values ($1, 'secretariat', 'test')`, [accountId]));
  expect((await browser.follow(service.address(asks))).pathname).toMatch(/\/consent\//);
});
