import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrustDocument, TrustEnvelope, type TrustedAgreement, type TrustedService } from '@saphan/contracts/edge/trust';
import type { KeyObject } from 'node:crypto';
import { Value } from 'typebox/value';
import { readJwk, thumbprint, verifyText } from '#kernel/message-keys.ts';
import { replaceFile } from '../../replace-file.ts';
import { EdgeProblem, type Say } from '../edge-problem.ts';

const HOUR_MS = 3_600_000;
const AHEAD_MS = 60_000;

export interface TrustOptions { stateDir: string; system: string; hub: string; houseKey?: string | undefined; graceHours: number; now(): Date; say: Say }
export type Standing = 'valid' | 'grace' | 'over' | 'none';
interface Pinned { kids: string[]; how: 'named' | 'first-use'; at: string }
interface Kept { etag: string; envelope: TrustEnvelope }

/** The snapshot that this edge rests on, on disk and in memory. What is not signed by the pinned house, is of another system, is over or older than the known one is refused. */
export class TrustStore {
  readonly #options: TrustOptions;
  #document: TrustDocument | null = null;
  #etag = '';
  #pinned: Pinned | null;

  constructor(options: TrustOptions) {
    this.#options = options;
    mkdirSync(options.stateDir, { recursive: true, mode: 0o700 });
    this.#pinned = this.#readPin();
    const kept = this.#read<Kept>('trust.json');
    if (!kept) return;
    try {
      this.#document = this.#verify(kept.envelope);
      this.#etag = kept.etag;
    } catch (error) {
      if (!(error instanceof EdgeProblem)) throw error;
      options.say(`⚠ ${error.th} (trust.json)`, `  ${error.en} (trust.json)`);
    }
  }

  get document(): TrustDocument | null { return this.#document; }
  get etag(): string { return this.#etag; }

  /** Takes a newer snapshot; the file is replaced at once. @throws {EdgeProblem} when it is not to be trusted. */
  take(envelope: unknown, etag: string): void {
    const { now, say } = this.#options;
    if (!Value.Check(TrustEnvelope, envelope)) throw refused('อ่านไม่ได้', 'it cannot be read');
    const first = this.#pinned === null;
    if (first) this.#pinned = { kids: [envelope.kid], how: 'first-use', at: now().toISOString() };
    try {
      const document = this.#verify(envelope);
      const issuedAt = Date.parse(document.issuedAt);
      if (issuedAt > now().getTime() + AHEAD_MS) throw refused('ออกในอนาคต: ตรวจนาฬิกา', 'it was issued in the future: check the clock');
      if (now().getTime() >= Date.parse(document.validUntil)) throw refused('หมดอายุแล้ว', 'it is over');
      if (this.#document && issuedAt < Date.parse(this.#document.issuedAt)) throw refused('เก่ากว่าฉบับที่มีอยู่', 'it is older than the one that is known');
      this.#keep(document, { etag, envelope });
    } catch (error) {
      if (first) this.#pinned = null;
      throw error;
    }
    if (first) say(`⚠ เชื่อกุญแจของศูนย์ ${envelope.kid} เป็นครั้งแรกโดยไม่มีการยืนยัน: ตรวจกับผู้ดูแลศูนย์ แล้วใส่ houseKey ในแฟ้มตั้งค่า`, `  The hub’s key ${envelope.kid} was trusted on first use, unconfirmed: compare it with the hub’s operator and put houseKey in the settings.`);
  }

  /** How far the snapshot can be relied on: after its end the agreements that are known go on for the grace, then nothing. */
  standing(): Standing {
    if (!this.#document) return 'none';
    const overMs = this.#options.now().getTime() - Date.parse(this.#document.validUntil);
    if (overMs < 0) return 'valid';
    return overMs < this.#options.graceHours * HOUR_MS ? 'grace' : 'over';
  }

  service(slug: string): TrustedService | undefined { return this.#document?.services.find((each) => each.slug === slug); }
  agreement(number: string): TrustedAgreement | undefined { return this.#document?.agreements.find((each) => each.number === number); }
  /** Agreements by which this system may use a service. */
  uses(slug: string): TrustedAgreement[] { return this.#document?.agreements.filter((each) => each.service === slug && each.consumer === this.#options.system) ?? []; }
  directOf(system: string): readonly string[] { return this.#document?.systems.find(({ path }) => path === system)?.direct ?? []; }

  /** A key of a system that counts now; null when there is none, it was revoked, or the system is not active. */
  key(system: string, kid: string): { verify(text: string, signature: string): boolean } | null {
    const at = this.#options.now().getTime();
    const found = this.#document?.keys.find((each) => each.kid === kid && each.system === system);
    const active = this.#document?.systems.some(({ path, state }) => path === system && state === 'active');
    if (!found || !active || at < Date.parse(found.notBefore) || at >= Date.parse(found.notAfter) || (found.revokedAt !== null && at >= Date.parse(found.revokedAt))) return null;
    const key = readJwk(found.algorithm, found.jwk);
    return key && thumbprint(key) === kid ? { verify: (text, signature) => verifyText(found.algorithm, key, text, signature) } : null;
  }

  /** A key by which the house signed at a moment (seconds); a retired one stands for answers of its time only. */
  houseKey(kid: string, atS: number): KeyObject | null {
    const found = this.#document?.house.find((each) => each.kid === kid);
    const [from, until] = [Date.parse(found?.from ?? '') || 0, Date.parse(found?.until ?? '') || Infinity];
    if (atS * 1000 < from - AHEAD_MS || atS * 1000 > until + AHEAD_MS) return null;
    const key = found ? readJwk('ed25519', found.jwk) : null;
    return key && thumbprint(key) === kid ? key : null;
  }

  /** The house names its next keys in what it signs, so that they are known when they come. */
  #keep(document: TrustDocument, kept: Kept): void {
    const { kids, how, at } = this.#pinned as Pinned;
    this.#pinned = { kids: [...new Set([...kids, ...document.house.map(({ kid }) => kid)])], how, at };
    this.#write('house-key.json', this.#pinned);
    this.#write('trust.json', kept);
    this.#document = document;
    this.#etag = kept.etag;
  }

  #verify({ kid, jwk, signature, document: text }: TrustEnvelope): TrustDocument {
    const key = readJwk('ed25519', jwk);
    if (!key || thumbprint(key) !== kid || !this.#pinned?.kids.includes(kid)) throw refused(`ลงลายมือชื่อด้วยกุญแจ ${kid} ซึ่งไม่ใช่กุญแจของศูนย์ที่รู้จัก`, `it is signed with ${kid}, which is not the known key of the hub`);
    if (!verifyText('ed25519', key, text, signature)) throw refused('ลายมือชื่อไม่ตรงกับเนื้อหา', 'its signature does not fit it');
    const document: unknown = parseText(text);
    if (!Value.Check(TrustDocument, document)) throw refused('รูปแบบไม่ถูกต้อง', 'its form is not known');
    if (document.system !== this.#options.system) throw refused(`เป็นของระบบ ${document.system}`, `it is that of ${document.system}`);
    if (document.hub !== this.#options.hub) throw refused(`เป็นของศูนย์ ${document.hub}`, `it is of the hub ${document.hub}`);
    return document;
  }

  #readPin(): Pinned | null {
    const { houseKey, now } = this.#options;
    const pinned = this.#read<Pinned>('house-key.json');
    if (houseKey === undefined) return pinned;
    return { kids: [...new Set([houseKey, ...(pinned?.kids.includes(houseKey) ? pinned.kids : [])])], how: 'named', at: now().toISOString() };
  }

  #read<T>(name: string): T | null {
    const file = join(this.#options.stateDir, name);
    return existsSync(file) ? parseText(readFileSync(file, 'utf8')) as T | null : null;
  }

  #write(name: string, value: object): void { replaceFile(join(this.#options.stateDir, name), `${JSON.stringify(value)}\n`, 0o600); }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const refused = (th: string, en: string) => new EdgeProblem(`ไม่รับภาพความเชื่อถือของศูนย์: ${th}`, `The hub’s trust snapshot is refused: ${en}`);
