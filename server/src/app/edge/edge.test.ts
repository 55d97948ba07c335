import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReceipts } from './receipts/check-receipts.ts';
import { readLines } from './receipts/receipt-store.ts';
import { openEdgeHouse, type EdgeHouse, type Started } from './testing/edge-house.ts';

let house: EdgeHouse;
let provider: Started;
let consumer: Started;
beforeAll(async () => {
  house = await openEdgeHouse();
  await house.service({ slug: 'people' });
  await house.service({ slug: 'small', limitBytes: 2000 });
  await house.service({ slug: 'hasty', timeoutMs: 1500 });
  provider = await house.start('provider', `services:\n  people: { url: ${house.program.url} }\n  small: { url: ${house.program.url} }`);
  consumer = await house.start('consumer', 'listen: 127.0.0.1:0');
});
afterAll(() => house?.close());

const post = (body: object, headers: Record<string, string> = {}) => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
const lines = (edge: Started) => [...readLines(edge.state)].map(({ line }) => line);

describe('an agency without an open port', () => {
  it('answers a call that came through the hub; both sides signed, and both keep a receipt', async () => {
    const answer = await consumer.call('/x/people/people?round=1', post({ id: 'x' }));
    expect(answer).toMatchObject({ status: 200, body: { asked: '/people?round=1', body: '{"id":"x"}' } });
    expect(answer.headers.get('exchange-verified')).toBe('provider, house');
    expect(answer.headers.get('exchange-assurance')).toBe('3');
    const [own] = lines(consumer).slice(-1);
    const [theirs] = lines(provider).slice(-1);
    expect(own).toMatchObject({ role: 'consumer', via: 'hub', service: 'people', status: 200, id: answer.headers.get('exchange-id') });
    expect(theirs).toMatchObject({ role: 'provider', id: own?.id, client: 'TH/GOV/doae/farm', request: own?.request, response: own?.response });
    expect(house.program.seen.at(-1)?.headers).toMatchObject({ 'exchange-client': 'TH/GOV/doae/farm', 'exchange-purpose': 'aid', 'exchange-operation': 'ask' });
    expect(house.program.seen.at(-1)?.headers['signature']).toBeUndefined();
    for (const edge of [consumer, provider]) expect(checkReceipts(edge.state)).toMatchObject({ lines: 1, findings: [] });
  });

  it('gets what its program says in every length and status, and nothing that is larger than allowed', async () => {
    house.program.handle = (_call, response) => { response.statusCode = 404; response.setHeader('content-type', 'application/json').end('{"none":true}'); };
    expect(await consumer.call('/x/people/people/7')).toMatchObject({ status: 404, body: { none: true } });
    house.program.handle = (_call, response) => { response.end('y'.repeat(3000)); };
    expect(await consumer.call('/x/small/people/7')).toMatchObject({ status: 502, body: { code: 'edge.answer-too-large' } });
    expect((await consumer.call('/x/small/people', post({ text: 'z'.repeat(3000) }))).status).toBe(413);
    const long = 'ก'.repeat(200_000);
    house.program.handle = (call, response) => { response.setHeader('content-type', 'text/plain').end(call.body); };
    expect((await consumer.call('/x/people/people', post({ long }))).body).toEqual({ long });
  });

  it('tells a program what it did wrong before anything leaves', async () => {
    const asked = house.program.seen.length;
    expect(await consumer.call('/x/nothing/here')).toMatchObject({ status: 403, body: { code: 'edge.no-agreement' } });
    expect(await consumer.call('/x/people//a')).toMatchObject({ status: 400 });
    expect(await consumer.call('/x/people/people/1', { headers: { 'exchange-purpose': 'other' } })).toMatchObject({ status: 400, body: { code: 'edge.purpose-needed' } });
    expect(await consumer.call('/x/people/people/1', { headers: { origin: 'https://evil.example' } })).toMatchObject({ status: 403, body: { code: 'edge.not-a-program' } });
    expect(house.program.seen.length).toBe(asked);
  });

  it('shares the work among its edges, each call once', async () => {
    const second = await house.start('provider', `services:\n  people: { url: ${house.program.url} }`);
    const asked: string[] = [];
    house.program.handle = (call, response) => { asked.push(call.url); setTimeout(() => response.end('1'), 30); };
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => consumer.call(`/x/people/people/n${n}`)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect([...asked].sort()).toEqual(answers.map((_, n) => `/people/n${n}`).sort());
    expect([lines(second).length > 0, checkReceipts(second.state).findings, checkReceipts(provider.state).findings]).toEqual([true, [], []]);
    await second.stop();
  });

  it('says in time that an edge which died in a call did not answer, and goes on after its restart', async () => {
    await provider.stop();
    const dying = await house.spawn('provider', `services:\n  hasty: { url: ${house.program.url} }`);
    await expect.poll(async () => (await house.test.db.tx((tx) => tx.query("select 1 from edge.presence where 'hasty' = any(services)"))).rows.length, { timeout: 15_000 }).toBe(1);
    house.program.handle = () => { dying.kill('SIGKILL'); };
    const answer = await consumer.call('/x/hasty/people/1');
    expect(answer).toMatchObject({ status: 504, body: { code: 'exchange.provider-too-slow' } });
    expect(answer.headers.get('exchange-verified')).toBe('house');
    house.program.handle = (_call, response) => { response.end('back'); };
    provider = await house.start('provider', `services:\n  people: { url: ${house.program.url} }\n  small: { url: ${house.program.url} }`, { state: provider.state.split('/').at(-1) as string });
    await expect.poll(() => consumer.call('/x/people/people/1'), { timeout: 20_000 }).toMatchObject({ status: 200, body: 'back' });
    expect(checkReceipts(provider.state).findings).toEqual([]);
  });

  it('killed with answers under way, has a receipt of every answer that somebody got', async () => {
    await provider.stop();
    await house.service({ slug: 'dying', timeoutMs: 8000 });
    const dying = await house.spawn('provider', `services:\n  dying: { url: ${house.program.url} }`);
    const state = join(house.dir, readdirSync(house.dir).filter((name) => /^provider-\d+$/.test(name)).sort((a, b) => Number(a.slice(9)) - Number(b.slice(9))).at(-1) as string);
    let killsAt = Infinity;
    let asked = 0;
    house.program.handle = (_call, response) => { asked += 1; if (asked >= killsAt) dying.kill('SIGKILL'); else response.end('1'); };
    const ask = (n: number) => consumer.call(`/x/dying/people/k${n}`);
    await expect.poll(async () => (await ask(0)).status, { timeout: 30_000 }).toBe(200);
    killsAt = asked + 4;
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => ask(n)));
    const got = answers.filter(({ status }) => status === 200).map(({ headers }) => headers.get('exchange-id'));
    const kept = [...readLines(state)].map(({ line }) => line?.id);
    expect([answers.some(({ status }) => status !== 200), kept.length > 0, got.filter((id) => !kept.includes(id as string))]).toEqual([true, true, []]);
  });

  it('signs nothing on a full disk, says so, and goes on when there is room', async () => {
    house.program.handle = (_call, response) => { response.end('1'); };
    provider = await house.start('provider', `services:\n  people: { url: ${house.program.url} }\n  small: { url: ${house.program.url} }`);
    const file = join(provider.state, 'receipts', `${new Date().toISOString().slice(0, 10)}.jsonl`);
    symlinkSync('/dev/full', file);
    const answer = await consumer.call('/x/people/people/1');
    expect([answer.status, answer.body.code, answer.headers.get('exchange-verified'), house.said.some((line) => line.includes('disk of this edge is full'))]).toEqual([503, 'edge.receipts-full', 'house', true]);
    rmSync(file);
    expect((await consumer.call('/x/people/people/1')).status).toBe(200);
    expect(checkReceipts(provider.state)).toMatchObject({ lines: 1, findings: [] });
  });

  it('asks nothing while its clock is more than 5 seconds off the hub’s, and goes on when it is set', async () => {
    let aheadMs = 9_000;
    const fast = await house.start('consumer', 'listen: 127.0.0.1:0', { now: () => new Date(Date.now() + aheadMs) });
    const asked = house.program.seen.length;
    expect(await fast.call('/x/people/people/1')).toMatchObject({ status: 503, body: { code: 'edge.clock-off', titleEn: expect.stringMatching(/[789] s off/) } });
    expect(house.program.seen.length).toBe(asked);
    aheadMs = 0;
    await expect.poll(async () => (await fast.call('/x/people/people/1')).status, { timeout: 5000 }).toBe(200);
    await fast.stop();
  });

  it('stops answering a key that was revoked and an agreement that was suspended, as soon as its snapshot says so', async () => {
    const { agreementId } = await house.service({ slug: 'ending' });
    await provider.stop();
    house.program.handle = (_call, response) => { response.end('1'); };
    provider = await house.start('provider', `services:\n  people: { url: ${house.program.url} }\n  ending: { url: ${house.program.url} }`);
    await expect.poll(async () => (await consumer.call('/x/ending/people/1')).status, { timeout: 5000 }).toBe(200);
    await house.run("insert into sharing.event (agreement_id, number, version, what, state, side, actor, message, facts, recorded_at) values ($1, 2, 1, 'suspended', 'suspended', 'provider', 'test', 'test', '{}', now())", [agreementId]);
    await expect.poll(() => provider.edge.trust.document?.agreements.find(({ service }) => service === 'ending')?.state).toBe('suspended');
    expect((await consumer.call('/x/ending/people/1')).status).toBe(403);
  });

  it('goes on by itself when the hub comes back', async () => {
    await house.hubDown();
    expect(await consumer.call('/x/people/people/1')).toMatchObject({ status: 503, body: { code: 'edge.hub-away' } });
    await house.hubUp();
    await expect.poll(async () => (await consumer.call('/x/people/people/1')).status, { timeout: 10_000 }).toBe(200);
  });
});

describe('the receipts of an edge', () => {
  it('tell a line that was changed, removed or put in, and a signature that is not of its key', () => {
    const dir = join(consumer.state, 'receipts');
    const file = join(dir, readdirSync(dir).find((name) => name.endsWith('.jsonl')) as string);
    const whole = readFileSync(file, 'utf8');
    const found = (change: (all: string[]) => string[]) => {
      writeFileSync(file, change(whole.trimEnd().split('\n')).map((line) => `${line}\n`).join(''));
      const { findings } = checkReceipts(consumer.state);
      writeFileSync(file, whole);
      return findings.map(({ en }) => en).join('; ');
    };
    expect(found((all) => all)).toBe('');
    expect(found(([a, b, ...rest]) => [a as string, (b as string).replace('"status":404', '"status":200'), ...rest])).toContain('the line before it was changed');
    expect(found(([a, , ...rest]) => [a as string, ...rest])).toContain('out of order');
    expect(found(([a, ...rest]) => [a as string, a as string, ...rest])).toContain('out of order');
    expect(found(([a, ...rest]) => [(a as string).replace('exchange-purpose\\": aid', 'exchange-purpose\\": tax'), ...rest])).toContain('signature of the request is wrong');
  });
});
