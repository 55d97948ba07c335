import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ask, get, send, upload } from './testing/api.ts';
import { expectProblem, expectReleaseOne } from './testing/expect.ts';
import { contractText, csv, type Farmer, farmers, linkedDataset, newDataset } from './testing/farmers.ts';
import { asAdministrator, house } from './testing/house.ts';
import { sendFile, waitForRun } from './testing/runs.ts';

const inChristianEra = (rows: Farmer[]): Farmer[] => rows.map(([code, name, province, area, on]) => [code, name, province, area, on.replace('2568', '2025')]);
const gateOf = (run: any, name: string) => run.gates.find((each: any) => each.name === name);

describe('a run that looks wrong', () => {
  it('is held when the dates flip from B.E. to C.E.; rejected, the former release stays', async () => {
    const slug = await linkedDataset({ source: { calendar: 'mixed' } });
    const held = await sendFile(slug, 'flip.csv', csv(inChristianEra(farmers(41))));
    expect([held.state, gateOf(held, 'calendar-drift')]).toEqual(['held', expect.objectContaining({ ok: false, value: 1, th: expect.stringContaining('registered_on') })]);
    await expectReleaseOne(slug);
    await expect.poll(async () => (await get(`/datasets/${slug}`)).state).toBe('held');
    const rejected = await send('POST', `/runs/${held.id}/decision`, { approve: false, reason: 'หน่วยงานส่งปีผิด' });
    expect([rejected.state, rejected.decision]).toEqual(['rejected', expect.objectContaining({ approve: false, reason: 'หน่วยงานส่งปีผิด', by: expect.any(String) })]);
    await expectReleaseOne(slug);
  });

  it('is held when every date has the other calendar than the contract says', async () => {
    const slug = await linkedDataset();
    const held = await sendFile(slug, 'flip.csv', csv([...farmers(30), ...inChristianEra(farmers(40)).slice(30)]));
    expect([held.state, gateOf(held, 'reject-ratio').ok, held.rejects[0]]).toEqual(['held', false, expect.objectContaining({ code: 'DATE_CALENDAR', count: 10 })]);
    await expectReleaseOne(slug);
  });

  it('is held when it brings personal data that the contract does not tell of; decided once, it is asked no more', async () => {
    const slug = await linkedDataset();
    const withPhone = (count: number) => csv(farmers(count).map((row, i): Farmer => (i === 0 ? [row[0], 'สมชาย โทร 081-234-5678', row[2], row[3], row[4]] : row)));
    const held = await sendFile(slug, 'phones.csv', withPhone(41));
    expect([held.state, gateOf(held, 'personal-data')]).toEqual(['held', expect.objectContaining({ ok: false, value: 1, th: expect.stringContaining('(name)'), en: expect.not.stringContaining('081') })]);
    await send('POST', `/runs/${held.id}/decision`, { approve: true, reason: 'เจ้าของยินยอมให้เผยแพร่' });
    const next = await sendFile(slug, 'phones.csv', withPhone(42));
    expect([next.state, gateOf(next, 'personal-data')]).toEqual(['published', expect.objectContaining({ ok: true, value: 0 })]);
  });

  it('publishes exactly the held rows when it is approved, once', async () => {
    const slug = await linkedDataset();
    const held = await sendFile(slug, 'half.csv', csv(farmers(20)));
    expect([held.state, gateOf(held, 'deletes').ok, gateOf(held, 'deletes').value, held.counts.removed]).toEqual(['held', false, 0.5, 20]);
    const silent = await ask('POST', `/runs/${held.id}/decision`, { approve: true, reason: '  ' });
    expectProblem(silent.body, 'linkage.reason-needed');
    const done = await send('POST', `/runs/${held.id}/decision`, { approve: true, reason: 'ยกเลิกทะเบียนจริง ตามหนังสือที่ 12/2568' });
    expect([done.state, done.release]).toEqual(['published', { number: 2 }]);
    const rows = await get(`/datasets/${slug}/releases/2/rows?limit=100&sort=code`);
    expect(rows.items.map(({ code }: any) => code)).toEqual(farmers(20).map(([code]) => code));
    const again = await ask('POST', `/runs/${held.id}/decision`, { approve: true, reason: 'อีกครั้ง' });
    expect(again.status).toBe(409);
    expectProblem(again.body, 'linkage.run-not-held');
  });

  it('cannot be approved any more when another release came meanwhile', async () => {
    const slug = await linkedDataset();
    const held = await sendFile(slug, 'half.csv', csv(farmers(20)));
    expect((await sendFile(slug, 'more.csv', csv(farmers(44)))).state).toBe('published');
    const late = await ask('POST', `/runs/${held.id}/decision`, { approve: true, reason: 'ช้าไป' });
    expect(late.status).toBe(409);
    expectProblem(late.body, late.body.code);
    expect((await get(`/datasets/${slug}/releases/current`)).number).toBe(2);
  });
});

describe('a run', () => {
  it('is one, however often the same file is started', async () => {
    const slug = await newDataset();
    const raw = await upload('farmers.csv', Buffer.from(csv(farmers(20_000))));
    const started = await Promise.all(Array.from({ length: 5 }, () => send('POST', `/datasets/${slug}/runs`, { rawId: raw.rawId })));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect((await waitForRun(started[0].id)).state).toBe('published');
    expect((await get(`/runs?dataset=${slug}`)).items).toHaveLength(1);
    await expectReleaseOne(slug, 20_000);
  });

  it('says no_change for the same rows, and makes no release', async () => {
    const slug = await linkedDataset();
    const run = await sendFile(slug, 'again.csv', csv([...farmers()].reverse()));
    expect([run.state, run.counts]).toEqual(['no_change', { added: 0, removed: 0, changed: 0, unchanged: 40 }]);
    await expectReleaseOne(slug);
  });

  it('needs a contract, and a raw file that is there', async () => {
    await send('POST', '/datasets', { slug: 'bare-dataset', agencyId: 'doae', titleTh: 'ยังไม่มีข้อกำหนด', titleEn: 'Bare' });
    const raw = await upload('farmers.csv', Buffer.from(csv(farmers())));
    expectProblem((await ask('POST', '/datasets/bare-dataset/runs', { rawId: raw.rawId })).body, 'linkage.contract-missing');
    expectProblem((await ask('POST', `/datasets/${await newDataset()}/runs`, { rawId: 999_999 })).body, 'linkage.raw-not-found');
    expectProblem((await ask('GET', '/runs/999999')).body, 'linkage.run-not-found');
  });

  it('stops when it is told to; the former release stays', async () => {
    const slug = await linkedDataset();
    const raw = await upload('big.csv', Buffer.from(csv(farmers(99_000))));
    const { id } = await send('POST', `/datasets/${slug}/runs`, { rawId: raw.rawId });
    await send('POST', `/runs/${id}/cancel`);
    expect((await waitForRun(id)).state).toBe('cancelled');
    await expectReleaseOne(slug);
    const over = await ask('POST', `/runs/${id}/cancel`);
    expectProblem(over.body, 'linkage.run-over');
  });

  it('streams its steps and figures while it goes on', async () => {
    const slug = await newDataset();
    const raw = await upload('big.csv', Buffer.from(csv(farmers(50_000))));
    const { id } = await send('POST', `/datasets/${slug}/runs`, { rawId: raw.rawId });
    const reply = await fetch(`${house().instance.address}/api/v1/runs/${id}/events`, { headers: asAdministrator() });
    expect(reply.headers.get('content-type')).toContain('text/event-stream');
    const seen: string[] = [];
    let text = '';
    for await (const piece of reply.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(piece).toString();
      seen.push(...[...text.matchAll(/^event: run\ndata: (.*)$|^data: (.*)\nevent: run$/gm)].map((match) => JSON.parse(match[1] ?? match[2] ?? '{}').state));
      if (seen.at(-1) === 'published') break;
    }
    expect(seen.at(-1)).toBe('published');
    expect(new Set(seen).size).toBeGreaterThan(1);
  });

  it('is finished by the next worker, with the right rows, when its worker is killed', async () => {
    const slug = await linkedDataset({ gates: { maxRowChangeRatio: null } });
    const raw = await upload('big.csv', Buffer.from(csv(farmers(99_000))));
    const { id } = await send('POST', `/datasets/${slug}/runs`, { rawId: raw.rawId });
    await waitForRun(id, ['extracting', 'staged', 'validating', 'diffed']);
    process.kill(house().instance.findChild('main.ts worker'), 'SIGKILL');
    await sleep(200);
    const run = await waitForRun(id);
    expect([run.state, run.attempt, run.counts]).toEqual(['published', 2, { added: 98_960, removed: 0, changed: 0, unchanged: 40 }]);
    const { items } = await get(`/datasets/${slug}/releases`);
    expect(items.map(({ number, rowCount }: any) => [number, rowCount])).toEqual([[2, 99_000], [1, 40]]);
    const plain = await newDataset();
    await sendFile(plain, 'big.csv', csv(farmers(99_000)));
    expect(items[0].contentHash).toBe((await get(`/datasets/${plain}/releases/1`)).contentHash);
  });
});

describe('a contract version', () => {
  it('is compatible or breaking by what it changes, and never changes itself', async () => {
    const slug = await linkedDataset();
    const looser = await send('POST', `/datasets/${slug}/contracts`, { yaml: contractText(slug, { gates: { maxRejectRatio: 0.3 } }) });
    expect([looser.version, looser.change]).toEqual([2, 'compatible']);
    const other = await send('POST', `/datasets/${slug}/contracts`, { yaml: contractText(slug, { source: { calendar: 'ce' } }) });
    expect([other.version, other.change, other.changes.some((each: any) => each.breaking && /[ก-๙]{4}/.test(each.th))]).toEqual([3, 'breaking', true]);
    expect(JSON.parse((await get(`/datasets/${slug}/contracts/1`)).yaml)).toEqual(JSON.parse(contractText(slug)));
  });
});
