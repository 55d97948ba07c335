import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { theHouse } from '#kernel/policy.ts';
import { appoint, createPerson, createPost, createUnit } from '#modules/organisations/index.ts';
import { privacyRoutes } from '#modules/privacy/routes.ts';
import { openRoutesHouse, type RoutesHouse } from '#modules/privacy/testing/privacy-house.ts';
import { sharingRoutes } from '../routes.ts';
import type { AskedTerms } from '../schemas.ts';

/** The floors that sharing stands on. */
export const sharingRooms = ['calendar', 'organisations', 'ledger', 'identity', 'notices', 'signon', 'lake', 'catalog', 'privacy', 'registry', 'hosting', 'sharing'];

/** A register with two agencies' systems and services: `rid` offers water levels to all and a register of farmers, `doae` has a system that asks. */
export interface SharingHouse extends RoutesHouse {
  /** Somebody in a responsible post of an agency. @returns the person's id. */
  appointResponsible(agencyId: string): Promise<string>;
  /** A draft by the steward of `doae`. @returns its number. */
  draft(service: string, terms?: Partial<AskedTerms>): Promise<string>;
  /** What somebody does to an agreement as it stands now. */
  act(who: string, number: string, what: string, body?: object): Promise<{ status: number; body: any }>;
  /** A record of processing of an agency that names a purpose. */
  record(agencyId: string, purpose: string): Promise<void>;
  /** A key of a system. @returns its id and private half. */
  addKey(path: string): Promise<{ kid: string; privateKey: KeyObject }>;
}

export const consumerPath = 'TH/GOV/doae/aid-bot';
const today = todayInBangkok(new Date());

/** Terms for the farmers' register, as somebody would ask for them. */
export const askedTerms: AskedTerms = {
  purposes: [{ code: 'flood-aid', th: 'จ่ายเงินช่วยเหลือน้ำท่วม', en: 'Paying flood aid' }], legalBasis: 'pdpa-24-4', law: null, operations: ['findFarmer'], fields: [{ name: 'name', reason: 'พิมพ์ในใบสำคัญจ่าย' }, { name: 'province', reason: null }],
  rowFilter: { all: [{ column: 'province', op: 'in', values: ['10', '12'] }] }, quotaPerDay: 1000, ratePerSecond: 5, needsCase: true, minAssurance: 3, validFrom: today, validTo: addDays(today, 365),
  conditions: { retentionDays: 90, onwardSharing: 'no', deletionProof: true, breachHours: 24, words: null }, disclosure: { kind: 'now', days: null, reason: null },
};
/** Terms for what is open. */
export const openTerms: Partial<AskedTerms> = { legalBasis: 'dga-13', operations: ['listLevels'], fields: null, rowFilter: null, needsCase: false, minAssurance: 1, purposes: [{ code: 'water-watch', th: 'เฝ้าระวังน้ำ', en: 'Watching water' }] };

export async function openSharingHouse(): Promise<SharingHouse> {
  const house = await openRoutesHouse([...privacyRoutes, ...sharingRoutes], sharingRooms);
  await addSystem(house, 'TH/GOV/doae/aid-bot', 'consumer');
  await addSystem(house, 'TH/GOV/dld/cattle', 'consumer');
  const provider = await addSystem(house, 'TH/GOV/rid/gate', 'provider');
  await addService(house, provider, { slug: 'farmers', personal: true, classification: 2, minAssurance: 3, operation: 'findFarmer' });
  await addService(house, provider, { slug: 'levels', personal: false, classification: 0, minAssurance: 1, operation: 'listLevels' });
  const as = house.as;
  return {
    ...house,
    appointResponsible: (agencyId) => house.db.tx(async (tx) => {
      const unit = await createUnit(tx, theHouse, { agencyId, code: 'data', nameTh: 'กองข้อมูล', nameEn: 'Data', since: '2020-01-01' });
      const post = await createPost(tx, theHouse, { unitId: unit.id, titleTh: 'ผู้อำนวยการ', titleEn: 'Director', responsible: true, roles: [], since: '2020-01-01' });
      const person = await createPerson(tx, theHouse, { givenTh: 'สมหมาย', familyTh: 'รับผิดชอบ' });
      await appoint(tx, theHouse, { personId: person.id, postId: post.id, kind: 'holder', since: '2020-01-01', documentNo: '1/2563', documentOn: '2020-01-01' });
      return person.id;
    }),
    draft: async (service, terms = {}) => {
      const { body } = await as('steward doae')('POST', '/exchange/agreements', { systemPath: consumerPath, service, terms: { ...askedTerms, ...terms } });
      return body.number;
    },
    act: async (who, number, what, body = {}) => {
      const seen = (await as('secretariat')('GET', `/exchange/agreements/${number}`)).body.event;
      return as(who)('POST', `/exchange/agreements/${number}/${what}`, { seen, ...body });
    },
    record: async (agencyId, purpose) => {
      const content = { data: [{ name: 'ชื่อ', subjects: 'เกษตรกร', sensitive: false }], purposes: [{ code: purpose, th: 'ทดสอบ', en: 'test', basis: 'pdpa-24-4', law: null }], controller: { name: 'กรม', contact: 'กรม' }, retention: { months: 12, words: 'หนึ่งปี' }, rights: 'ที่กรม', disclosures: '', refusals: '', security: 'เข้ารหัส' };
      await as(`steward ${agencyId}`)('POST', '/privacy/records', { agencyId, titleTh: 'จ่ายเงิน', titleEn: 'Paying', content, datasets: [] });
    },
    addKey: async (path) => {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const kid = Buffer.from(publicKey.export({ type: 'spki', format: 'der' })).subarray(-32).toString('base64url');
      await house.query(`insert into registry.system_key (system_id, kid, jwk, algorithm, custody, not_before, not_after, proof, actor, recorded_at)
        select s.id, $2, $3, 'ed25519', 'agency', now() - interval '1 day', now() + interval '1 year', 'test', 'test', now() from registry.system s where s.path = $1`, [path, kid, JSON.stringify(publicKey.export({ format: 'jwk' }))]);
      return { kid, privateKey };
    },
  };
}

/** A system as the registry has it. @returns its id. */
export async function addSystem({ query }: RoutesHouse, path: string, kind: string): Promise<number> {
  const [, , agency, code] = path.split('/');
  const [{ id }] = await query(`insert into registry.system (path, code, created_at) values ($1, $2, now()) returning id`, [path, code]);
  await query(`insert into registry.system_version (system_id, version, agency_id, name_th, name_en, kind, state, min_assurance, actor, recorded_at) values ($1, 1, $2, $3, $4, $5, 'active', 1, 'test', now())`, [id, agency, `ระบบ ${code}`, code, kind]);
  return id;
}

export interface TestService { slug: string; personal: boolean; classification: number; minAssurance: number; operation: string; /** Answered by its owner's own system. */ live?: boolean }

/** A live hosted service with the columns name (personal where it is), province and rai. */
export async function addService({ query }: RoutesHouse, systemId: number, { slug, personal, classification, minAssurance, operation, live = false }: TestService): Promise<void> {
  const [{ id }] = await query(`insert into registry.data_service (system_id, slug, kind, hosted_kind, dataset_id, created_at) values ($1, $2, $3, $4, 1, now()) returning id`, [systemId, slug, live ? 'live' : 'hosted', live ? null : 'rows']);
  await query(`insert into registry.data_service_terms (service_id, revision, title_th, title_en, about_th, about_en, is_personal, classification, min_assurance, evidence, state, timeout_ms, limit_bytes, subject_selectors, strict, actor, recorded_at)
    values ($1, 1, $2, $2, '', '', $3, $4, $5, 'required', 'live', 1000, 65536, '[]', false, 'test', now())`, [id, `บริการ ${slug}`, personal, classification, minAssurance]);
  await query(`insert into registry.data_service_version (service_id, version, document, document_sha256, openapi, notes, breaking, actor, recorded_at) values ($1, 1, '{}', repeat('0', 64), '3.1.0', '[]', 0, 'test', now())`, [id]);
  await query(`insert into registry.operation (service_id, version, position, operation_id, method, path_template, summary_th, summary_en, request_schema) values ($1, 1, 0, $2, 'GET', '/', 'ค้น', 'Find', '{}')`, [id, operation]);
  if (live) return;
  const columns = [{ name: 'name', titleTh: 'ชื่อ', titleEn: 'Name', type: 'text', personal: personal ? 'direct' : null, pseudonymised: false }, { name: 'province', titleTh: 'จังหวัด', titleEn: 'Province', type: 'geocode', personal: null, pseudonymised: false }, { name: 'rai', titleTh: 'ไร่', titleEn: 'Rai', type: 'integer', personal: null, pseudonymised: false }];
  await query(`insert into hosting.offer (service_id, dataset_id, kind, created_at) values ($1, 1, 'rows', now())`, [id]);
  await query(`insert into hosting.offer_version (service_id, version, contract_version, columns, key_columns, conditions, group_columns, suppress_below, actor, recorded_at) values ($1, 1, 1, $2, '{name}', '[]', '{}', 5, 'test', now())`, [id, JSON.stringify(columns)]);
}
