import type { HostedAnswer, HostedCall, RowCondition } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import { testsPath } from '../grant/tests-path.ts';
import { readValue } from '../grant/read-value.ts';
import { testsOf } from '../grant/within.ts';
import { isAsked, type PredicateCondition } from '../offers/condition.ts';
import type { Offer } from '../offers/offer.ts';
import type { HostingPorts } from '../ports.ts';
import { keyOfBody } from './read-key.ts';
import { askServedRecord } from './served.sql.gen.ts';
import { jsonAnswer, releaseHeaders } from './served-release.ts';

/**
 * Yes or no about one record, and nothing else: a record that is not there, that the grant does not give and that fails the condition answer alike.
 * Fields of the grant are the conditions that may be asked; null is all.
 */
export async function answerPredicate(ports: HostingPorts, offer: Offer, call: HostedCall): Promise<HostedAnswer> {
  const body = (typeof call.body === 'object' && call.body !== null ? call.body : {}) as Record<string, unknown>;
  const condition = conditionOf(offer, call, body['condition']);
  const key = keyOfBody(ports, offer, call.body, ['condition', 'with']);
  const given = testsPath(testsOf(offer.columns, call.grant.rowFilter?.all ?? []));
  const asked = testsPath(testsOf(offer.columns, filled(offer, condition, body['with'])));
  const found = await ports.db.one((tx) => askServedRecord(tx, { service_id: offer.serviceId, key, path: given.path, vars: given.vars, asked_path: asked.path, asked_vars: asked.vars }));
  if (!found) throw hostingProblem('not-served-yet', { dataset: offer.dataset });
  return jsonAnswer(releaseHeaders(offer, { number: found.release_number, contentHash: found.content_hash }), JSON.stringify({ answer: found.answer }));
}

function conditionOf(offer: Offer, { grant }: HostedCall, name: unknown): PredicateCondition {
  const condition = offer.conditions.find((each) => each.name === name) ?? (name === undefined && offer.conditions.length === 1 ? offer.conditions[0] : undefined);
  if (!condition) throw refuse('/condition', `ระบุเงื่อนไขข้อหนึ่ง: ${offer.conditions.map((each) => each.name).join(', ')}`, `name a condition: ${offer.conditions.map((each) => each.name).join(', ')}`);
  if (grant.fields !== null && !grant.fields.includes(condition.name)) throw hostingProblem('field-not-granted', { field: condition.name, detailTh: condition.name, detailEn: condition.name });
  return condition;
}

/** The condition with what the caller named beside the key. */
function filled(offer: Offer, condition: PredicateCondition, given: unknown): RowCondition[] {
  const values = (typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}) as Record<string, unknown>;
  const asked = condition.all.flatMap((test) => (test.values ?? []).filter(isAsked).map(({ param }) => param));
  const unknown = Object.keys(values).find((name) => !asked.includes(name));
  if (unknown !== undefined) throw refuse(`/with/${unknown.slice(0, 63)}`, 'เงื่อนไขนี้ไม่ใช้ค่านี้', 'the condition asks for no such value');
  return condition.all.map((test) => ({ ...test, values: (test.values ?? []).map((value) => isAsked(value) ? askedValue(offer, test.column, value.param, values[value.param]) : value) }));
}

function askedValue(offer: Offer, name: string, param: string, given: unknown): string {
  const type = offer.columns.find((each) => each.name === name)?.type ?? 'text';
  const read = given === undefined ? { th: 'ต้องระบุ', en: 'is needed' } : readValue(type, given);
  if (!('text' in read)) throw refuse(`/with/${param}`, read.th, read.en);
  return read.text;
}

const refuse = (pointer: string, th: string, en: string) => hostingProblem('parameter-refused', { detailTh: `${pointer}: ${th}`, detailEn: `${pointer}: ${en}`, errors: [{ pointer, th, en }] });
