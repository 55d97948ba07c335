import { createHash } from 'node:crypto';
import { TRUST_FORMAT, TRUST_HOURS, type TrustDocument, type TrustEnvelope } from '@saphan/contracts/edge/trust';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { findLedgerKeys } from '#modules/ledger/index.ts';
import { edgeProblem } from '../errors.ts';
import type { EdgePorts, HouseKey } from '../ports.ts';
import { listTrustedAgreements, listTrustedKeys, listTrustedServices, listTrustedSystems } from './trust.sql.gen.ts';

const HOUR_MS = 3_600_000;
/** An edge that was away longer than this is not where it said it was. */
const DIRECT_MS = 7 * 24 * HOUR_MS;

/** What concerns a system, signed by the house. The tag changes with what it says, and every hour so that it holds on. @throws `edge.house-key-missing`. */
export async function readTrust(ports: EdgePorts, { systemId, path }: { systemId: number; path: string }): Promise<{ etag: string; envelope(): TrustEnvelope }> {
  const now = systemClock.now();
  const house = await ports.houseKey();
  if (!house) throw edgeProblem('house-key-missing');
  const content = await readContent(ports, systemId, now, house);
  const etag = `"${createHash('sha256').update(`${path}\n${JSON.stringify(content)}`).digest('base64url')}-${Math.floor(now.getTime() / HOUR_MS)}"`;
  return {
    etag,
    envelope: () => {
      const said: TrustDocument = { format: TRUST_FORMAT, hub: ports.publicUrl, system: path, issuedAt: now.toISOString(), validUntil: new Date(now.getTime() + TRUST_HOURS * HOUR_MS).toISOString(), ...content };
      const document = `${asciiJson(said)}\n`;
      return { kid: house.kid, jwk: house.jwk, signature: house.sign(document), document };
    },
  };
}

async function readContent({ db }: EdgePorts, system_id: number, now: Date, house: HouseKey): Promise<Pick<TrustDocument, 'systems' | 'keys' | 'services' | 'agreements' | 'house' | 'ledger'>> {
  return db.read(async (tx) => {
    const systems = await listTrustedSystems(tx, { system_id, seen_since: new Date(now.getTime() - DIRECT_MS).toISOString() });
    const keys = await listTrustedKeys(tx, { system_ids: systems.map(({ id }) => id) });
    const services = await listTrustedServices(tx, { system_id });
    const agreements = await listTrustedAgreements(tx, { system_id });
    return {
      systems: systems.map(({ path, state, name_th: nameTh, name_en: nameEn, direct }) => ({ path, state, nameTh, nameEn, direct })),
      keys: keys.map((key) => ({ system: key.system, kid: key.kid, jwk: key.jwk, algorithm: key.algorithm as TrustDocument['keys'][number]['algorithm'], notBefore: key.not_before, notAfter: key.not_after, revokedAt: key.revoked_at })),
      services: services.map((each) => ({
        slug: each.slug, system: each.system, kind: each.kind, state: each.state, isPersonal: each.is_personal, minAssurance: each.min_assurance, timeoutMs: each.timeout_ms, limitBytes: each.limit_bytes, subjectSelectors: each.subject_selectors, operations: each.operations,
      })),
      agreements: agreements.map((each) => ({
        number: each.number, version: each.version, state: each.state, consumer: each.consumer, service: each.service, operations: each.operations, fields: each.fields, rowFilter: each.row_filter, purposes: each.purposes ?? [],
        needsCase: each.needs_case, minAssurance: each.min_assurance, validFrom: each.valid_from, validTo: each.valid_to, termsSha256: each.terms_sha256,
      })),
      house: [...house.known], ledger: await readLedger(tx),
    };
  });
}

async function readLedger(tx: Tx): Promise<TrustDocument['ledger']> {
  const keys = await findLedgerKeys(tx);
  return keys && { origin: keys.origin, log: keys.log.vkey, witness: keys.witness.vkey, earlier: keys.earlier.map(({ vkey, fromSize, toSize }) => ({ log: vkey, fromSize, toSize })) };
}

/** JSON whose text has one byte a letter in every encoding. */
const asciiJson = (value: object): string => JSON.stringify(value).replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
