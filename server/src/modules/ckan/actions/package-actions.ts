import { searchRecords, listRecordsById } from '#modules/catalog/index.ts';
import { refuseValues } from '../errors.ts';
import { packagesOf, selectPackage } from '../packages/find-package.ts';
import { listNames } from '../packages/packages.sql.gen.ts';
import { revisePackage } from '../packages/revise-package.ts';
import { searchPackages } from '../packages/search-packages.ts';
import { createPackage, deletePackage, updatePackage } from '../packages/write-package.ts';
import { policies } from '../policies.ts';
import { open, published } from '../query/to-filter.ts';
import type { Action, Call } from './action.ts';
import { asWhole, needText } from './values.ts';

const reads = { reads: true, policy: policies['read-catalogue'] } as const;
const writes = { reads: false, policy: policies['write-records'] } as const;

export const packageActions: Action[] = [
  { ...reads, name: 'package_list', help: 'ชื่อชุดข้อมูลที่เปิดเผยทั้งหมด · Names of all public datasets: limit, offset.', run: listPackageNames },
  { ...reads, name: 'current_package_list_with_resources', help: 'ชุดข้อมูลล่าสุดพร้อมทรัพยากร · Datasets with their resources, latest first: limit, offset.', run: listPackages },
  { ...reads, name: 'package_show', help: 'ชุดข้อมูลหนึ่งชุด · One dataset: id or name.', run: showOne },
  { ...reads, name: 'package_search', help: 'ค้นชุดข้อมูล · Search datasets: q, fq, fq_list, sort, rows, start, facet.field, facet.limit, include_private, include_drafts.', run: (call) => searchPackages(call, call.args) },
  { ...reads, name: 'package_autocomplete', help: 'ชุดข้อมูลที่ขึ้นต้นด้วยคำที่พิมพ์ · Datasets that match what is typed: q, limit.', run: completePackage },
  { ...writes, policy: policies['create-records'], name: 'package_create', help: 'เพิ่มชุดข้อมูล · Add a dataset: name, title, owner_org, …', run: (call) => createPackage(call, call.args) },
  { ...writes, name: 'package_update', help: 'แทนชุดข้อมูลทั้งหมด สิ่งที่ไม่ส่งมาถูกลบ · Replace a dataset; what is left out is removed.', run: (call) => updatePackage(call, call.args, true) },
  { ...writes, name: 'package_patch', help: 'แก้เฉพาะที่ส่งมา · Change what is given only.', run: (call) => updatePackage(call, call.args, false) },
  { ...writes, name: 'package_revise', help: 'แก้บางส่วนเมื่อชุดข้อมูลยังเป็นอย่างที่คาด · Change parts of a dataset that still matches: match, filter, update, include.', takesFile: true, run: (call) => revisePackage(call, call.args) },
  { ...writes, name: 'package_delete', help: 'เก็บชุดข้อมูลเข้าคลัง · Archive a dataset: id.', run: (call) => deletePackage(call, needText(call.args, 'id')) },
];

async function showOne(call: Call): Promise<unknown> {
  const id = needText({ id: call.args['id'] ?? call.args['name_or_id'] }, 'id');
  return call.db.read(async (tx) => {
    const record = await selectPackage(tx, id);
    call.uses(record.slug);
    return (await packagesOf(tx, [record], call.ports.publicUrl))[0];
  });
}

async function listPackageNames({ args, db }: Call): Promise<string[]> {
  const limit = asWhole(args['limit'], 'limit', 0, 1_000_000) ?? 1_000_000;
  const offset = asWhole(args['offset'], 'offset', 0, 100_000_000) ?? 0;
  return (await db.read((tx) => listNames(tx, { limit, offset }))).map(({ name }) => name);
}

async function listPackages({ args, db, ports }: Call): Promise<unknown> {
  const limit = asWhole(args['limit'], 'limit', 0, 1_000) ?? 1_000;
  const offset = asWhole(args['offset'], 'offset', 0, 10_000_000) ?? 0;
  return db.read(async (tx) => {
    const { hits } = await searchRecords(tx, { filter: { kind: 'and', of: [published, open] }, sort: [{ by: 'changedAt', descending: true }], offset, limit });
    return packagesOf(tx, await listRecordsById(tx, hits.map(({ datasetId }) => datasetId)), ports.publicUrl);
  });
}

async function completePackage({ args, db }: Call): Promise<unknown> {
  const q = needText(args, 'q');
  const limit = asWhole(args['limit'], 'limit', 0, 100) ?? 10;
  if (q.length > 200) throw refuseValues({ q: 'Too long' });
  return db.read(async (tx) => {
    const { hits } = await searchRecords(tx, { text: q, filter: { kind: 'and', of: [published, open] }, limit });
    const records = await listRecordsById(tx, hits.map(({ datasetId }) => datasetId));
    return records.map(({ slug, titleTh }) => ({ name: slug, title: titleTh, match_field: titleTh.includes(q) ? 'title' : 'name', match_displayed: titleTh }));
  });
}
