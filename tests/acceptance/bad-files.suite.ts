import { describe, expect, it } from 'vitest';
import iconv from 'iconv-lite';
import { ask, send, sha256, upload, uploadPieces } from './testing/api.ts';
import { expectFailed, expectProblem, expectRawKept, expectReleaseOne, quarantined } from './testing/expect.ts';
import { contractText, csv, farmers, headers, linkedDataset, registerColumns } from './testing/farmers.ts';
import { runRaw, sendFile } from './testing/runs.ts';
import { longLine, protectedWorkbook, zipBomb } from './testing/hostile-files.ts';
import { highestMemoryMb } from './testing/house.ts';

/** Sends a file to a dataset that has release 1, which must stay, and whose bytes must be kept. */
async function sendBad(name: string, content: Buffer | string, slug?: string): Promise<any> {
  const dataset = slug ?? await linkedDataset();
  const bytes = Buffer.from(content as Buffer);
  const run = await sendFile(dataset, name, bytes);
  expect(run.raw).toEqual({ sha256: sha256(bytes), bytes: bytes.length, name });
  expectRawKept(sha256(bytes), bytes.length);
  await expectReleaseOne(dataset);
  return run;
}

const good = csv(farmers());

describe('a file that cannot be read', () => {
  it('is refused before it is sent when it is empty', async () => {
    const { status, body } = await ask('POST', '/uploads', { name: 'empty.csv', size: 0 });
    expect(status).toBe(422);
    expectProblem(body, 'linkage.empty-file');
  });

  it('is refused for a draft and a run when it holds blanks only', async () => {
    expectFailed(await sendBad('blank.csv', '\n\n  \n'), 'linkage.header-mismatch');
    const { rawId } = await upload('blank.csv', Buffer.from('\n\n  \n'));
    expectProblem((await ask('POST', '/drafts', { rawId })).body, 'linkage.no-content');
  });

  it('is refused when it has a header only', async () => {
    expectFailed(await sendBad('header.csv', `${headers.join(',')}\n`), 'linkage.no-rows');
  });

  it('is refused when another delimiter stands in it, with the columns that were not found', async () => {
    const run = await sendBad('semicolon.csv', csv(farmers(), { delimiter: ';' }));
    expectFailed(run, 'linkage.header-mismatch');
    expect(run.problem.errors.map((each: any) => [each.pointer, each.column])).toEqual(headers.map((name, i) => [`/columns/${i}/source`, name]));
  });

  it('is refused when the contract names a column that is missing, with its name and place', async () => {
    const run = await sendBad('fewer.csv', csv(farmers().map(([code, name, , area, on]) => [code, name, area, on]), { head: headers.filter((_, i) => i !== 2) }));
    expectFailed(run, 'linkage.header-mismatch');
    expect(run.problem.errors).toEqual([expect.objectContaining({ pointer: '/columns/2/source', column: 'จังหวัด', code: 'missing', th: expect.stringContaining('จังหวัด') })]);
  });

  it('is refused when a header name stands twice, with both places', async () => {
    const run = await sendBad('twice.csv', csv(farmers().map((row) => [...row, 'x']), { head: [...headers, 'จังหวัด'] }));
    expectFailed(run, 'linkage.header-mismatch');
    expect(run.problem.errors).toEqual([expect.objectContaining({ column: 'จังหวัด', code: 'duplicate', th: expect.stringContaining('3, 6') })]);
  });
});

describe('a file that is not what its name says', () => {
  it.each([
    ['a PDF named .csv', 'report.csv', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'linkage.file-kind-refused', 'PDF'],
    ['a sign-in page named .csv', 'login.csv', Buffer.from('<!doctype html><html><body>เข้าสู่ระบบ</body></html>'), 'linkage.file-kind-refused', 'HTML'],
    ['JSON named .csv', 'data.csv', Buffer.from(JSON.stringify([{ รหัส: 'F00001' }])), 'linkage.format-mismatch', 'json'],
    ['a ZIP archive cut short and named .xlsx', 'data.xlsx', Buffer.from('504b03040a00000000000000000000000000000000000000000005000000612e747874504b0506', 'hex'), 'linkage.archive-broken', 'บีบอัด'],
    ['a program named .csv', 'data.csv', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(300, 1)]), 'linkage.file-kind-refused', 'โปรแกรม'],
  ])('is refused: %s', async (_what, name, bytes, code, said) => {
    const run = await sendBad(name, bytes);
    expectFailed(run, code);
    expect(run.problem.detailTh).toContain(said);
  });

  it('is taken for what it holds when that fits the contract: a CSV named .xlsx', async () => {
    const slug = await linkedDataset();
    expect((await sendFile(slug, 'farmers.xlsx', csv(farmers(41)))).state).toBe('published');
  });

  it('is refused when a password protects the workbook, with the way to take it off', async () => {
    const workbook = protectedWorkbook();
    const run = await sendBad('secret.xlsx', workbook);
    expectFailed(run, 'linkage.workbook-protected');
    expect(run.problem.nextTh).toContain('ลบรหัสผ่าน');
    const draft = await ask('POST', '/drafts', { rawId: (await upload('secret.xlsx', workbook)).rawId });
    expectProblem(draft.body, 'linkage.workbook-protected');
  });

  it('is not unpacked when it is a ZIP bomb', async () => {
    const bomb = await zipBomb();
    expect(bomb.length).toBeLessThan(2e6);
    const slug = await linkedDataset();
    await send('POST', `/datasets/${slug}/contracts`, { yaml: contractText(slug, { source: { format: 'xlsx' } }) });
    const run = await sendBad('bomb.xlsx', bomb, slug);
    expectFailed(run, 'linkage.workbook-too-large');
    expectProblem((await ask('POST', '/drafts', { rawId: (await upload('bomb.xlsx', bomb)).rawId })).body, 'linkage.workbook-too-large');
  });
});

describe('a record that cannot be read', () => {
  const cut = good.indexOf('F00021');

  it('is quarantined when its line is 1 GB long; the rows around it pass in bounded memory', async () => {
    const slug = await linkedDataset();
    const { pieces, bytes, hash } = longLine({ before: good.slice(0, cut), lineBytes: 1e9, after: `${good.slice(cut)}F00041,ใหม่,สงขลา,1.00,01/02/2568\n` });
    const raw = await uploadPieces('long.csv', bytes, pieces());
    expect([raw.bytes, raw.sha256]).toEqual([bytes, hash]);
    const run = await runRaw(slug, raw);
    expect([run.state, run.counts]).toEqual(['published', { added: 1, removed: 0, changed: 0, unchanged: 40 }]);
    const [record, ...others] = await quarantined(run.id);
    expect([record.code, record.line, record.byteOffset, record.rawCut, others]).toEqual(['RECORD_TOO_LONG', 22, Buffer.byteLength(good.slice(0, cut)), true, []]);
    expect(record).toMatchObject({ th: expect.stringMatching(/[ก-๙]{4}/), fixTh: expect.stringMatching(/[ก-๙]{4}/), en: expect.stringMatching(/[a-z]{3}/), fixEn: expect.stringMatching(/[a-z]{3}/) });
    expect([run.progress.memoryMb, highestMemoryMb()].map((mb) => mb < 700)).toEqual([true, true]);
    expectRawKept(hash, bytes);
    const draft = await send('POST', '/drafts', { rawId: raw.rawId });
    expect(draft.columns.map(({ column }: any) => column.physicalName ?? column.name)).toHaveLength(headers.length);
  });

  it('is quarantined when it holds NUL bytes', async () => {
    const slug = await linkedDataset();
    const run = await sendFile(slug, 'nul.csv', `${good.slice(0, cut)}F00050,\0\0\0,สงขลา,1.00,01/02/2568\n${good.slice(cut)}F00041,ใหม่,สงขลา,1.00,01/02/2568\n`);
    expect([run.state, run.release]).toEqual(['published', { number: 2 }]);
    expect((await quarantined(run.id)).map(({ code, line, state }) => [code, line, state])).toEqual([['NUL_BYTE', 22, 'open']]);
  });

  it('is quarantined when it is in another encoding than the file, byte for byte, never with U+FFFD', async () => {
    const slug = await linkedDataset();
    const line = iconv.encode('F00050,ชื่อไทย,สงขลา,1.00,01/02/2568\n', 'windows-874');
    const run = await sendFile(slug, 'mixed.csv', Buffer.concat([Buffer.from(good.slice(0, cut)), line, Buffer.from(good.slice(cut)), Buffer.from('F00041,ใหม่,สงขลา,1.00,01/02/2568\n')]));
    expect([run.state, run.counts.unchanged, run.counts.added]).toEqual(['published', 40, 1]);
    const [record] = await quarantined(run.id);
    expect([record.code, record.line, record.byteOffset]).toEqual(['ENC_INVALID', 22, Buffer.byteLength(good.slice(0, cut))]);
    expect(JSON.stringify(record)).not.toContain('\ufffd');
  });

  it('does not take the file along when a quote is never closed', async () => {
    const slug = await linkedDataset();
    const run = await sendFile(slug, 'quote.csv', `${good.slice(0, cut)}F00050,"ไม่ปิด,สงขลา,1.00,01/02/2568\n${good.slice(cut)}F00041,ใหม่,สงขลา,1.00,01/02/2568\n`);
    expect([run.state, run.counts]).toEqual(['published', { added: 1, removed: 0, changed: 0, unchanged: 40 }]);
    expect((await quarantined(run.id)).map(({ code, line }) => [code, line])).toEqual([['UNTERMINATED_QUOTE', 22]]);
  });
});

describe('a file of 5,000 columns', () => {
  const wide = (count: number) => csv([Array.from({ length: count }, (_, i) => String(i))], { head: Array.from({ length: count }, (_, i) => `c${i + 1}`) });

  it('gets a draft of 5,000 columns and is linked under it', async () => {
    const slug = await linkedDataset();
    const raw = await upload('wide.csv', Buffer.from(wide(5_000)));
    const draft = await send('POST', '/drafts', { rawId: raw.rawId, dataset: slug });
    expect(draft.columns).toHaveLength(5_000);
    await send('POST', `/datasets/${slug}/contracts`, { yaml: draft.contractYaml });
    expect(['published', 'held']).toContain((await runRaw(slug, raw)).state);
  }, 600_000);

  it('is refused with 5,001', async () => {
    const draft = await ask('POST', '/drafts', { rawId: (await upload('wider.csv', Buffer.from(wide(5_001)))).rawId });
    expect(draft.status).toBe(422);
    expectProblem(draft.body, 'linkage.too-many-columns');
  });
});

describe('a contract', () => {
  it('that is wrong is refused with the pointer and a Thai sentence, and the version before stays', async () => {
    const slug = await linkedDataset();
    const reply = await ask('POST', `/datasets/${slug}/contracts`, { yaml: contractText(slug, { columns: registerColumns().map((each, i) => (i === 3 ? { ...each, logicalType: 'numbre' } : each)) }) });
    expect(reply.status).toBe(422);
    expectProblem(reply.body, 'linkage.contract-refused');
    expect(reply.body.errors[0]).toMatchObject({ pointer: expect.stringContaining('/schema/0/properties/3'), th: expect.stringMatching(/[ก-๙]{4}/) });
    expect((await ask('GET', `/datasets/${slug}/contracts`)).body.items).toHaveLength(1);
  });
});
