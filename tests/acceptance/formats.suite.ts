import { describe, expect, it } from 'vitest';
import iconv from 'iconv-lite';
import { get, send, upload } from './testing/api.ts';
import { csv, farmers, headers, newDataset, registerColumns } from './testing/farmers.ts';
import { fixedWidths, inFormat, namesIn, sourceOf, truthFormats, type TruthFormat } from './testing/one-truth.ts';
import { runRaw, sendFile } from './testing/runs.ts';

const hashOf = async (slug: string): Promise<string> => (await get(`/datasets/${slug}/releases/1`)).contentHash;

async function linkAs(format: TruthFormat): Promise<string> {
  const slug = await newDataset({ source: sourceOf[format] ?? { format }, columns: columnsIn(format) });
  const run = await sendFile(slug, `farmers.${format}`, await inFormat(format));
  expect([format, run.state, run.progress.rowsOk, run.rejects]).toEqual([format, 'published', 40, []]);
  return slug;
}

/** The register's columns under the names and places that a format gives them. */
function columnsIn(format: TruthFormat): object[] {
  return (registerColumns() as { physicalName: string; customProperties: { property: string; value: object }[] }[]).map((column, i) => ({
    ...column, physicalName: namesIn[format]?.[i] ?? column.physicalName,
    ...(format === 'fixed' && { customProperties: [{ property: 'saphan', value: { ...column.customProperties[0]?.value, start: fixedWidths.slice(0, i).reduce((sum, width) => sum + width, 1), length: fixedWidths[i] } }] }),
  }));
}

describe('one truth', () => {
  it('gives equal releases as CSV, JSON, NDJSON, XLSX, Parquet, XML, DBF, fixed width, .xls, ODS, and packed by ZIP and gzip', async () => {
    const hashes: Record<string, string> = {};
    for (const format of truthFormats) hashes[format] = await hashOf(await linkAs(format));
    expect(new Set(Object.values(hashes)), JSON.stringify(hashes)).toHaveLength(1);
  });

  it.each([
    ['UTF-8 with a byte order mark', 'utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(csv(farmers()))])],
    ['Windows-874', 'windows-874', iconv.encode(csv(farmers()), 'windows-874')],
    ['TIS-620', 'tis-620', iconv.encode(csv(farmers()), 'tis620')],
    ['UTF-16 little endian', 'utf-16le', iconv.encode(csv(farmers()), 'utf16le', { addBOM: true })],
    ['UTF-16 big endian', 'utf-16be', iconv.encode(csv(farmers()), 'utf16be', { addBOM: true })],
  ])('gives an equal release in %s, and the draft finds out by itself', async (_what, encoding, content) => {
    const [slug, plain] = [await newDataset({ source: { encoding } }), await newDataset()];
    const raw = await upload('farmers.csv', content);
    const draft = await send('POST', '/drafts', { rawId: raw.rawId });
    expect(encoding === 'tis-620' ? ['windows-874', 'tis-620', 'iso-8859-11'] : [encoding]).toContain(draft.evidence.encoding);
    expect((await runRaw(slug, raw)).state).toBe('published');
    await sendFile(plain, 'farmers.csv', csv(farmers()));
    expect(await hashOf(slug)).toBe(await hashOf(plain));
  });

  it.each([';', '\t', '|'] as const)('gives an equal release with %j between the cells', async (delimiter) => {
    const [slug, plain] = [await newDataset({ source: { delimiter } }), await newDataset()];
    const raw = await upload('farmers.csv', Buffer.from(csv(farmers(), { delimiter })));
    expect((await send('POST', '/drafts', { rawId: raw.rawId })).evidence.delimiter).toBe(delimiter);
    expect((await runRaw(slug, raw)).state).toBe('published');
    await sendFile(plain, 'farmers.csv', csv(farmers()));
    expect(await hashOf(slug)).toBe(await hashOf(plain));
  });
});

describe('a format that tells its columns', () => {
  it.each(['xml', 'dbf', 'xls', 'ods', 'csv.zip', 'csv.gz'] as const)('is drafted, and the draft reads all of it: %s', async (format) => {
    const slug = await newDataset();
    const raw = await upload(`farmers.${format}`, await inFormat(format));
    const draft = await send('POST', '/drafts', { rawId: raw.rawId, dataset: slug });
    expect(draft.evidence).toMatchObject({ format: format.startsWith('csv') ? 'csv' : format, recordPath: format === 'xml' ? '/ทะเบียน/เกษตรกร' : null });
    const preview = await send('POST', '/previews', { rawId: raw.rawId, contractYaml: draft.contractYaml });
    expect([preview.read, preview.ok, preview.bad]).toEqual([40, 40, 0]);
  });
});

describe('Thai spellings', () => {
  const thaiDigits = (text: string) => text.replace(/[0-9]/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] as string);

  it('are read from a messy Windows-874 file: Thai digits, B.E. dates in many forms, thousands', async () => {
    const slug = await newDataset({ source: { encoding: 'windows-874' } });
    const rows = [
      ['F00001', 'ก', 'สงขลา', thaiDigits('1,234.50'), thaiDigits('15/02/2568')], ['F00002', 'ข', 'สงขลา', '1,234.50', '15 ก.พ. 68'],
      ['F00003', 'ค', 'สงขลา', ' 1234.5 ', '15 กุมภาพันธ์ 2568'], ['F00004', 'ง', 'สงขลา', '1234.50', '2568-02-15'],
      ['F00005', 'จ', 'สงขลา', '1234.50', thaiDigits('15 กุมภาพันธ์ พ.ศ. 2568')],
    ];
    const run = await sendFile(slug, 'messy.csv', iconv.encode(csv(rows, { head: headers }), 'windows-874'));
    expect([run.state, run.rejects]).toEqual(['published', []]);
    const { items } = await get(`/datasets/${slug}/releases/1/rows?sort=code`);
    expect(items.map(({ area_rai, registered_on }: any) => [Number(area_rai), registered_on])).toEqual(Array(5).fill([1234.5, '2025-02-15']));
  });

  it('become a contract by themselves that links the file as it is', async () => {
    const slug = await newDataset();
    const raw = await upload('ทะเบียน.csv', iconv.encode(csv(farmers()), 'windows-874'));
    const draft = await send('POST', '/drafts', { rawId: raw.rawId, dataset: slug });
    expect(draft.evidence).toMatchObject({ format: 'csv', encoding: 'windows-874', delimiter: ',' });
    expect(draft.columns.at(-1).column.type).toBe('date');
    const preview = await send('POST', '/previews', { rawId: raw.rawId, contractYaml: draft.contractYaml });
    expect([preview.read, preview.ok, preview.bad]).toEqual([40, 40, 0]);
    await send('POST', `/datasets/${slug}/contracts`, { yaml: draft.contractYaml });
    expect((await runRaw(slug, raw)).state).toBe('published');
    expect((await get(`/datasets/${slug}/releases/1/rows?limit=1`)).items[0]).toMatchObject(Object.fromEntries([[draft.columns.at(-1).column.name, '2025-01-01']]));
  });
});
