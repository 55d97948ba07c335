import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { recordEndIn } from '../../pipeline/raw-of-record.ts';
import { defaultSource } from '@saphan/contracts/odcs/defaults';
import { fileOf, readAll } from '../testing/read-all.ts';
import { findRecordPaths } from './find-record-paths.ts';

const problem = (code: string, detailEn: string | RegExp = '') => expect.objectContaining({ code: `linkage.${code}`, retry: 'data', fields: expect.objectContaining({ detailEn: expect.stringMatching(detailEn) }) });
const cells = (lines: string[]) => lines.map((line) => line.replace(/^\d+,-?\d+,/, ''));
const xml = (path: string, recordPath: string, options = {}) => readAll(path, { format: 'xml', recordPath }, options);

const nested = `<?xml version="1.0"?>\r\n<ns:list xmlns:ns="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" total="2">
  <head><title>ก</title></head>
  <ns:row id="1" xsi:nil="false"><name>สมชาย &amp; บุตร</name><address code="50"><tambon>สุเทพ</tambon></address><tag>ก</tag><tag>ข</tag><note/></ns:row>
  <ns:row id="2"><name><![CDATA[<สมหญิง>, "ดี"]]></name><address><tambon>  ช้างเผือก</tambon></address></ns:row>
</ns:list>`;

describe('records of XML', () => {
  it('are columns by path: attributes, nested elements, lists, absent ones', async () => {
    const { header, lines } = await xml(fileOf(nested), '/list/row');
    expect(header).toEqual(['@id', 'name', 'address/@code', 'address/tambon', 'tag', 'note']);
    expect(cells(lines)).toEqual(['1,สมชาย & บุตร,50,สุเทพ,"[""ก"",""ข""]",', '2,"<สมหญิง>, ""ดี""",,  ช้างเผือก,,']);
  });

  it('are told where no column names a path', async () => {
    const { notes } = await xml(fileOf(nested), '/list/row', { columns: ['@id', 'name'] });
    expect(notes).toEqual([expect.stringContaining('address/@code'), expect.stringContaining('address/tambon'), expect.stringContaining('tag'), expect.stringContaining('note')]);
  });

  it.each([['utf-8', 'utf8'], ['utf-16', 'utf16le'], ['utf-16', 'utf16be'], ['windows-874', 'windows-874'], ['TIS-620', 'tis620']])('have their bytes in %s (%s)', async (declared, codec) => {
    const records = Array.from({ length: 9_000 }, (_, i) => `<row n="${i}"><ชื่อ>เกษตรกร ${'ก'.repeat(i % 70)}</ชื่อ></row>`);
    const bytes = iconv.encode(`<?xml version="1.0" encoding="${declared}"?>\r\n<rows>\n${records.join('\r\n')}</rows>`, codec, { addBOM: codec.startsWith('utf16') });
    const path = fileOf(bytes);
    const { lines } = await xml(path, '/rows/row', { columns: ['@n', 'ชื่อ'] });
    expect(lines).toHaveLength(records.length);
    const endOf = await recordEndIn(path, { ...defaultSource, format: 'xml' });
    const raw = lines.map((line) => { const at = Number(line.split(',')[1]); return iconv.decode(bytes.subarray(at, at + (endOf(bytes.subarray(at, at + 2_000)) ?? 0)), codec, { stripBOM: false }); });
    expect(raw).toEqual(records);
  });

  it('longer than allowed are rejected by themselves with their bytes', async () => {
    const long = `<row><a>${'ก'.repeat(200_000)}</a><b>1</b></row>`;
    const { lines, rejects } = await xml(fileOf(`<rows><row><a>1</a></row>${long}<row><a>3</a></row></rows>`), '/rows/row', { columns: ['a'], source: { ...defaultSource, format: 'xml', recordPath: '/rows/row', maxRecordBytes: 50_000 } });
    expect(cells(lines)).toEqual(['1', '3']);
    expect(rejects).toEqual([expect.objectContaining({ line: 2, byteOffset: 25, byteLength: Buffer.byteLength(long), code: 'RECORD_TOO_LONG', rawCut: true })]);
    expect(Buffer.from(rejects[0]!.raw).toString()).toMatch(/^<row><a>ก/);
  });
});

describe('the path of records', () => {
  it.each([
    [nested, ['/list/row']],
    ['<rss><channel><title>x</title><item><a>1</a></item><item><a>2</a></item></channel></rss>', ['/rss/channel/item']],
    ['<Envelope><Body><r><rows><row a="1"/><row a="2"/><row a="3"/></rows></r></Body></Envelope>', ['/Envelope/Body/r/rows/row']],
    ['<a><b><c>1</c><items><i x="1"/><i x="2"/><i x="3"/></items></b><b><c>2</c></b></a>', ['/a/b', '/a/b/items/i']],
    ['<row><a>1</a><b>2</b></row>', ['/row']],
  ])('is found in %#', async (text, paths) => expect((await findRecordPaths(fileOf(text))).slice(0, paths.length).map(({ path }) => path)).toEqual(paths));

  it('is named when it is wrong', async () => {
    await expect(xml(fileOf(nested), '/list/rows')).rejects.toThrow(problem('xml-no-records', '/list/row'));
  });
});

describe('bad XML', () => {
  const laughs = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><r><row><x>&b;</x></row></r>';
  it.each([
    ['an entity bomb', laughs, /document type/], ['an outer entity', '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r><row/></r>', /document type/], ['an entity of its own', '<r><row><a>&x;</a></row></r>', /undefined entity/],
    ['an end cut off', '<r><row><a>1</a></row><row><a>2', /unclosed tag/], ['tags crossed', '<r>\n<row><a>1</row></a></r>', /^Line 2/], ['text behind the end', '<r><row/></r>x', /text data outside of root/],
    ['depth without end', `<r>${'<a>'.repeat(5_000)}`, /deeper than 100/], ['bytes of another encoding', Buffer.concat([Buffer.from('<r><row><a>'), iconv.encode('ไทย', 'windows-874'), Buffer.from('</a></row></r>')]), /no text of utf-8/],
    ['an encoding that is not read', '<?xml version="1.0" encoding="Shift_JIS"?><r/>', /Shift_JIS/], ['a text without end', `<r><row><a>${'x'.repeat(17_000_000)}`, /text without end/],
  ])('is refused: %s', async (_what, content, said) => {
    await expect(xml(fileOf(content), '/r/row', { columns: ['a'] })).rejects.toThrow(problem('xml-broken', said));
  });
});

