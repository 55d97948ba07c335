import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizens } from '../../../../../sample/thaid/index.ts';
import { upstreamHouse, type UpstreamHouse } from './testing/house.ts';

let house: UpstreamHouse;
beforeAll(async () => { house = await upstreamHouse(); });
afterAll(() => house?.close());

const accounts = async () => (await house.run('select count(*)::int as n from identity.account'))[0].n as number;
const refusal = (url: URL) => url.searchParams.get('refused');

/** Every column of every table that holds text, as text, of the whole database. */
async function everythingWritten(): Promise<string> {
  const columns = await house.run("select c.table_schema as s, c.table_name as t, c.column_name as c from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')");
  const texts = [];
  for (const { s, t, c } of columns) texts.push(...(await house.run(`select "${c}"::text as v from "${s}"."${t}"`)).map(({ v }) => v));
  expect(texts.length).toBeGreaterThan(100);
  return texts.join('\n');
}

describe('a citizen through ThaiD', () => {
  it('gets an account at the first sign-in and the same one at the second', async () => {
    const browser = house.browser();
    expect((await house.comeAs(browser, 1, '/api/v1/upstream/thaid/start?to=/en/datasets&lang=en')).pathname).toBe('/en/datasets');
    expect((await house.session(browser)).who).toMatchObject({ name: 'สมศรี สมมุติ', role: 'citizen', persona: 'citizen', ial: 23, aal: 2 });
    expect((await house.comeAs(house.browser(), 1)).pathname).toBe('/th/board');
    expect(await house.run('select source, count(*)::int as n from identity.account group by 1')).toEqual([{ source: 'upstream:thaid', n: 1 }]);
    expect((await house.run('select given_th, family_th from organisations.person'))).toEqual([{ given_th: 'สมศรี', family_th: 'สมมุติ' }]);
  });

  it('gets one account only, however many browsers come for the first time at once', async () => {
    const before = await accounts();
    const ends = await Promise.all(Array.from({ length: 4 }, () => house.comeAs(house.browser(), 2)));
    expect(ends.map(({ pathname }) => pathname)).toEqual(Array(4).fill('/th/board'));
    expect(await accounts()).toBe(before + 1);
  });

  it('leaves the citizen id nowhere: not in a table, an audit row, an event', async () => {
    const written = await everythingWritten();
    for (const { pid } of citizens) expect(written).not.toContain(pid);
    expect((await house.run('select ial, issuer, length(ref) as n, vault from identity.identifier')).at(0)).toEqual({ ial: 23, issuer: house.simulator.issuer, n: 32, vault: null });
  });

  it('who did not consent is led back with the reason, and nothing was opened', async () => {
    const browser = house.browser();
    const end = await house.comeAs(browser, 'decline', '/api/v1/upstream/thaid/start?lang=en&interaction=abcdefgh1234');
    expect([end.pathname, refusal(end), end.searchParams.get('interaction')]).toEqual(['/en/sign-in', 'upstream-declined', 'abcdefgh1234']);
    expect((await house.session(browser)).who).toBeNull();
  });

  it('whose number is not proved gets no account by it', async () => {
    const before = await accounts();
    expect((await house.comeAs(house.browser(), 5)).pathname).toBe('/th/link-needed');
    expect(await accounts()).toBe(before);
  });

  it('who is suspended here is not let in, and the attempt is in the history', async () => {
    const [{ id }] = await house.run("update identity.account set state = 'suspended' where display_name = 'ประเสริฐ จำลอง' returning id");
    const browser = house.browser();
    expect(refusal(await house.comeAs(browser, 2))).toBe('upstream-no-account');
    expect((await house.session(browser)).who).toBeNull();
    expect((await house.run('select outcome, methods from identity.sign_in_event where account_id = $1 order by id desc limit 1', [id]))).toEqual([{ outcome: 'refused', methods: ['upstream'] }]);
    await house.run("update identity.account set state = 'active' where id = $1", [id]);
  });

  it('is not made out of the number of an officer whom nobody invited yet', async () => {
    const { personId } = await house.officer('uninvited');
    const browser = house.browser();
    await house.comeAs(browser, 3);
    const [{ person_id: citizenId }] = await house.run("select person_id from identity.account where display_name like 'อับดุล%'");
    // The same number, now of a person with a post and a closed account.
    await house.run('update identity.identifier set person_id = $1 where person_id = $2', [personId, citizenId]);
    await house.run("delete from identity.upstream_link where account_id in (select id from identity.account where person_id = $1)", [citizenId]);
    await house.run("update identity.account set state = 'closed' where person_id = any($1::uuid[])", [[personId, citizenId]]);
    const [{ id: unit }] = await house.run("insert into organisations.unit (agency_id, code, name_th, name_en, since) values ('rid', 'u-1', 'กอง', 'Division', '2020-01-01') returning id");
    const [{ id: post }] = await house.run("insert into organisations.post (unit_id, title_th, title_en, roles, since) values ($1, 'นักวิชาการ', 'Officer', '{steward}', '2020-01-01') returning id", [unit]);
    await house.run("insert into organisations.appointment (post_id, person_id, kind, since, document_no, document_on, created_by) values ($1, $2, 'holder', '2020-01-01', '1/2563', '2020-01-01', 'test')", [post, personId]);
    expect(refusal(await house.comeAs(house.browser(), 3))).toBe('upstream-no-account');
  });
});

describe('an answer counts', () => {
  /** The address that the provider sends the browser back to, not yet visited. */
  async function answerOf(browser = house.browser(), citizen = 1): Promise<{ browser: typeof browser; answer: URL }> {
    let url = new URL('/api/v1/upstream/thaid/start', house.url);
    for (let step = 0; step < 6; step++) {
      const location = (await browser.ask(url.href)).headers.get('location') ?? '';
      url = new URL(/\/choose\/[\w-]+$/.test(location) ? `${location}/${citizen}` : location, url);
      if (url.pathname.endsWith('/callback')) return { browser, answer: url };
    }
    throw new Error('no answer came');
  }
  const visit = async (browser: Awaited<ReturnType<typeof answerOf>>['browser'], url: URL) => new URL((await browser.ask(url.href)).headers.get('location') ?? '', house.url);

  it('once', async () => {
    const { browser, answer } = await answerOf();
    expect((await visit(browser, answer)).pathname).toBe('/th/board');
    expect(refusal(await visit(browser, answer))).toBe('upstream-lost');
  });

  it('in the browser that set out only', async () => {
    const { answer } = await answerOf();
    const victim = house.browser();
    expect(refusal(await visit(victim, answer))).toBe('upstream-lost');
    await answerOf(victim);
    expect(refusal(await visit(victim, answer))).toBe('upstream-lost');
    expect((await house.session(victim)).who).toBeNull();
  });

  it('in each of two tabs', async () => {
    const browser = house.browser();
    const [first, second] = [await answerOf(browser, 1), await answerOf(browser, 2)];
    expect((await visit(browser, first.answer)).pathname).toBe('/th/board');
    expect((await house.session(browser)).who.name).toBe('สมศรี สมมุติ');
    expect((await visit(browser, second.answer)).pathname).toBe('/th/board');
    expect((await house.session(browser)).who.name).toBe('ประเสริฐ จำลอง');
  });

  it('at the address of the provider that was asked only', async () => {
    await house.run("insert into identity.upstream (id, kind, name_th, name_en, config, secret, changed_by) select 'other', 'oidc', 'อื่น', 'Other', config, secret, 'test' from identity.upstream where id = 'thaid'");
    const { browser, answer } = await answerOf();
    expect(refusal(await visit(browser, new URL(answer.href.replace('/thaid/callback', '/other/callback'))))).toBe('upstream-lost');
    // Of another provider by what the answer itself says (RFC 9207).
    const mixed = await answerOf();
    mixed.answer.searchParams.set('iss', 'https://imauth.example');
    expect(refusal(await visit(mixed.browser, mixed.answer))).toBe('upstream-answer-refused');
    await house.run("delete from identity.upstream where id = 'other'");
  });

  it('with its own state, code and PKCE verifier only', async () => {
    const a = await answerOf();
    const b = await answerOf(a.browser);
    const swapped = new URL(a.answer);
    swapped.searchParams.set('code', b.answer.searchParams.get('code') ?? '');
    expect(refusal(await visit(a.browser, swapped))).toBe('upstream-answer-refused');
    const forged = await answerOf();
    forged.answer.searchParams.set('state', `${forged.answer.searchParams.get('state')?.slice(0, -3)}xxx`);
    expect(refusal(await visit(forged.browser, forged.answer))).toBe('upstream-answer-refused');
  });

  it('for a quarter of an hour', async () => {
    const { browser, answer } = await answerOf();
    await house.run("update identity.challenge set expires_at = now() - interval '1 second' where kind = 'upstream' and used_at is null");
    expect(refusal(await visit(browser, answer))).toBe('upstream-lost');
  });

  it.each([['nothing', ''], ['rubbish', '?state=x&code=y'], ['an error without state', '?error=access_denied']])('and %s does not', async (_what, query) => {
    expect(refusal(await visit(house.browser(), new URL(`/api/v1/upstream/thaid/callback${query}`, house.url)))).toBe('upstream-lost');
  });
});

it.each(['//evil.example', 'https://evil.example', '/th\\evil', '/api/v1/sign-out', '/th//evil'])('leads nobody to %s', async (to) => {
  expect((await house.browser().ask(`/api/v1/upstream/thaid/start?${new URLSearchParams({ to })}`)).status).toBe(400);
});
