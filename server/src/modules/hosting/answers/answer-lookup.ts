import type { HostedAnswer, HostedCall } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { testsPath } from '../grant/tests-path.ts';
import { withinGrant } from '../grant/within.ts';
import { readSelect } from '../grammar/read-rows.ts';
import { refuseParameter } from '../grammar/asked.ts';
import type { Offer } from '../offers/offer.ts';
import type { HostingPorts } from '../ports.ts';
import { finderOf } from './fields.ts';
import { keyOf, keyOfBody } from './read-key.ts';
import { findServedRecord } from './served.sql.gen.ts';
import { jsonAnswer, releaseHeaders } from './served-release.ts';

/** One record by its key, from the register: one statement, fields and rows bounded in it. */
export async function answerLookup(ports: HostingPorts, offer: Offer, call: HostedCall): Promise<HostedAnswer> {
  const within = withinGrant(offer, call.grant);
  const fields = fieldsOf(offer, within, call);
  const key = call.operationId === 'readRecord' ? keyInAddress(ports, offer, call.pathParams['key']) : keyOfBody(ports, offer, call.body);
  const { path, vars } = testsPath(within.tests);
  const found = await ports.db.one((tx) => findServedRecord(tx, { service_id: offer.serviceId, key, fields, path, vars }));
  if (!found) throw hostingProblem('not-served-yet', { dataset: offer.dataset });
  if (found.document === null) throw hostingProblem('record-not-found', releaseHeaders(offer, { number: found.release_number, contentHash: found.content_hash }));
  return jsonAnswer(releaseHeaders(offer, { number: found.release_number, contentHash: found.content_hash }), found.document);
}

/** `select=a,b`, else all that is granted. */
function fieldsOf(offer: Offer, within: ReturnType<typeof withinGrant>, { query }: HostedCall): string[] {
  for (const name of query.keys()) if (name !== 'select') throw refuseParameter(name, 'รับเฉพาะ select', 'only select is taken');
  const find = finderOf(offer, within);
  const asked = readSelect(query.get('select') ?? undefined)?.map(({ name, as }) => {
    if (as !== name) throw refuseParameter('select', 'ตั้งชื่อใหม่ไม่ได้', 'columns keep their names');
    return find('select', name).name;
  }) ?? within.columns.map(({ name }) => name);
  if (asked.length === 0) throw hostingProblem('field-not-granted', { detailTh: 'ข้อตกลงไม่ให้คอลัมน์ใดของบริการนี้', detailEn: 'the agreement gives no column of this service' });
  return asked;
}

/** A key in an address stays in logs of others: never of a person. */
function keyInAddress(ports: HostingPorts, offer: Offer, key: string | undefined): string {
  if (offer.personal || offer.keyColumns.length !== 1) throw hostingProblem('key-in-address');
  return keyOf(ports, offer, key);
}
