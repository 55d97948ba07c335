import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../../server/src/modules/linkage/formats/xlsx/open-xlsx.ts';
import { ask, download, get, send, upload } from './testing/api.ts';
import { expectProblem, quarantined } from './testing/expect.ts';
import { contractText, csv, type Farmer, farmers, newDataset, registerColumns } from './testing/farmers.ts';
import { workbook } from './testing/one-truth.ts';
import { sendFile, waitForRun } from './testing/runs.ts';

const bad: Record<number, Farmer> = {
  3: ['F00003', 'เกษตรกรที่ 3', 'สงขลา', 'สามไร่', '03/01/2568'],
  7: ['F00007', 'เกษตรกรที่ 7', 'สงขลา', '7.25', '31/02/2568'],
  11: ['11', 'เกษตรกรที่ 11', 'สงขลา', '11.25', '11/01/2568'],
  20: ['F00020', '', 'สงขลา', '20.25', '20/01/2568'],
};
const rows = farmers().map((row, i) => bad[i + 1] ?? row);
const content = csv(rows);
const lineOf = (n: number) => n + 1;
const offsetOf = (n: number) => Buffer.byteLength(content.split('\n').slice(0, n).join('\n')) + 1;

async function datasetWithBadRows(): Promise<{ slug: string; runId: number }> {
  const slug = await newDataset({ gates: { maxRejectRatio: 0.2, maxRowChangeRatio: 0.5 } });
  const run = await sendFile(slug, 'register.csv', content);
  expect([run.state, run.progress.rowsOk, run.progress.rowsBad]).toEqual(['published', 36, 4]);
  return { slug, runId: run.id };
}

/** The quarantine's workbook as rows of text. */
async function openWorkbook(runId: number): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-quarantine-'));
  const path = join(folder, 'q.xlsx');
  try {
    writeFileSync(path, (await download(`/runs/${runId}/quarantine.xlsx`)).bytes);
    const reader = await openXlsx(path, { sheet: null, headerRow: 1, headerRows: 1 });
    const lines = await reader.preview(1_000);
    await reader.close();
    return lines.map(({ cells }) => cells.map((cell) => cell ?? ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the quarantine', () => {
  it('names line, byte offset, column, code, reason, remedy and raw record of every bad row, and of no other', async () => {
    const { runId } = await datasetWithBadRows();
    const records = await quarantined(runId);
    expect(records.map(({ line, byteOffset, column, code, raw, state }) => [line, byteOffset, column, code, raw, state])).toEqual(
      [[3, 'area_rai', 'DEC_INVALID'], [7, 'registered_on', 'DATE_INVALID'], [11, 'code', 'PATTERN_MISMATCH'], [20, 'name', 'REQUIRED_EMPTY']]
        .map(([n, column, code]) => [lineOf(n as number), offsetOf(n as number), column, code, (bad[n as number] as Farmer).join(','), 'open']));
    expect(records[0]).toMatchObject({ value: 'สามไร่', th: expect.stringContaining('สามไร่'), en: expect.stringContaining('สามไร่'), fixTh: expect.stringMatching(/[ก-๙]/), columnTh: 'พื้นที่ (ไร่)' });
  });

  it('is counted by code and column, and listed by them', async () => {
    const { runId } = await datasetWithBadRows();
    const run = await get(`/runs/${runId}`);
    expect(run.rejects.map(({ code, column, count }: any) => [code, column, count]).sort()).toEqual([['DATE_INVALID', 'registered_on', 1], ['DEC_INVALID', 'area_rai', 1], ['PATTERN_MISMATCH', 'code', 1], ['REQUIRED_EMPTY', 'name', 1]]);
    for (const { column, columnTh, columnEn } of run.rejects) expect([typeof columnTh, typeof columnEn], column).toEqual(['string', 'string']);
    expect((await get(`/runs/${runId}/quarantine?code=DATE_INVALID`)).items.map(({ line }: any) => line)).toEqual([8]);
    expect((await get(`/runs/${runId}/quarantine?column=name`)).total).toBe(1);
  });

  it('goes out as a workbook, comes back corrected, and only those keys change', async () => {
    const { slug, runId } = await datasetWithBadRows();
    const [head = [], ...lines] = await openWorkbook(runId);
    expect(lines.map((cells) => Number(cells[0]))).toEqual([4, 8, 12, 21]);
    expect(lines[0]?.slice(5)).toEqual([...(bad[3] as Farmer)]);
    const corrected = lines.map((cells, i) => [...cells.slice(0, 5), ...(farmers()[[3, 7, 11, 20][i] as number - 1] as Farmer)]);
    const raw = await upload('corrected.xlsx', await workbook(head, corrected.slice(0, 3)));
    const { id } = await send('POST', `/runs/${runId}/replay`, { rawId: raw.rawId });
    const replay = await waitForRun(id);
    expect([replay.state, replay.replayOf, replay.counts]).toEqual(['published', runId, { added: 3, removed: 0, changed: 0, unchanged: 36 }]);
    expect((await quarantined(runId)).map(({ line, state }) => [line, state])).toEqual([[4, 'replayed'], [8, 'replayed'], [12, 'replayed'], [21, 'open']]);
    const changes = await get(`/datasets/${slug}/changes?from=1&to=2`);
    expect(changes.items.map(({ op, key }: any) => [op, key.code])).toEqual([['added', 'F00003'], ['added', 'F00007'], ['added', 'F00011']]);
    expect((await openWorkbook(runId)).slice(1).map((cells) => Number(cells[0]))).toEqual([21]);
  });

  it('refuses a replay under a contract without a key, with what to do', async () => {
    const { slug, runId } = await datasetWithBadRows();
    const [first, ...others] = registerColumns();
    const keyless = [{ ...first, primaryKey: false, primaryKeyPosition: undefined }, ...others];
    await send('POST', `/datasets/${slug}/contracts`, { yaml: contractText(slug, { columns: keyless }) });
    const raw = await upload('corrected.csv', Buffer.from(csv([farmers()[2] as Farmer])));
    const reply = await ask('POST', `/runs/${runId}/replay`, { rawId: raw.rawId });
    expect(reply.status).toBe(422);
    expectProblem(reply.body, 'linkage.replay-needs-key');
  });

  it('takes every row of a key that stands twice, and says which key', async () => {
    const slug = await newDataset({ gates: { maxRejectRatio: 0.2 } });
    const run = await sendFile(slug, 'twice.csv', csv([...farmers(), farmers()[4] as Farmer]));
    expect([run.state, run.progress.rowsOk]).toEqual(['published', 39]);
    expect((await quarantined(run.id)).map(({ line, code, th }) => [line, code, th.includes('F00005')])).toEqual([[6, 'PK_DUPLICATE', true], [42, 'PK_DUPLICATE', true]]);
  });
});
