import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RFC3161Timestamp } from '@sigstore/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '@saphan/contracts/transparency/bytes';
import { proveEntry } from '../index.ts';
import { openLedgerHouse, type LedgerHouse } from '../testing/ledger-database.ts';
import { openStampAuthority, type TestAuthority } from '../testing/stamp-authority.ts';
import { stampCheckpoint } from './stamp.ts';
import { checkStamp } from './token.ts';

let house: LedgerHouse;
let tsa: TestAuthority;
beforeAll(async () => { [house, tsa] = [await openLedgerHouse(), await openStampAuthority()]; });
afterAll(async () => { tsa?.close(); await house?.close(); });

const authority = () => ({ url: tsa.url, trustedPem: tsa.trustedPem, everySeconds: 60 });
const state = async () => (await house.test.db.tx((tx) => tx.query('select failures, last_error, failed_since from ledger.stamping'))).rows[0];

describe('stamps', () => {
  it('of a real authority hold, for us, for openssl and for another library', async () => {
    const [id] = await house.append(5);
    expect(await stampCheckpoint(house.ports, authority())).toBe(5);
    const { stamp, checkpointText } = await house.test.db.read((tx) => proveEntry(tx, id as string));
    expect(stamp?.authority).toContain('Test TSA');
    expect(Math.abs(Date.parse(stamp?.stampedAt as string) - Date.now())).toBeLessThan(60_000);
    writeFileSync(join(tsa.folder, 'checkpoint.tsr'), stamp?.token as Buffer);
    writeFileSync(join(tsa.folder, 'checkpoint.txt'), checkpointText);
    const verify = (file: string) => execFileSync('openssl', ['ts', '-verify', '-data', file, '-in', 'checkpoint.tsr', '-CAfile', 'ca.pem'], { cwd: tsa.folder, stdio: 'pipe' }).toString();
    expect(verify('checkpoint.txt')).toContain('Verification: OK');
    writeFileSync(join(tsa.folder, 'other.txt'), checkpointText.replace('5\n', '6\n'));
    expect(() => verify('other.txt')).toThrow();
    expect(checkStamp(stamp?.token as Buffer, utf8(checkpointText), tsa.trustedPem)).toMatchObject({ serial: expect.stringMatching(/^[0-9a-f]+$/) });
    const peer = RFC3161Timestamp.parse(Buffer.from(stamp?.token as Buffer));
    expect(peer.signingTime.toISOString()).toBe(stamp?.stampedAt);
  });

  it('of another checkpoint, of a stranger, or with a changed byte are refused', async () => {
    const { token, text } = await house.test.db.read(async (tx) => {
      const { rows } = await tx.query('select s.token, c.note from ledger.stamp s join ledger.checkpoint c on c.size = s.size');
      return { token: rows[0].token as Buffer, text: (rows[0].note as string).split('\n\n')[0] as string };
    });
    const data = utf8(`${text}\n`);
    expect(checkStamp(token, utf8('another checkpoint\n'), tsa.trustedPem)).toBe('of-other-data');
    const stranger = await openStampAuthority();
    expect(checkStamp(token, data, stranger.trustedPem)).toBe('not-trusted');
    stranger.close();
    const bent = Buffer.from(token);
    bent[bent.length - 5] = (bent[bent.length - 5] as number) ^ 1;
    expect(checkStamp(bent, data, tsa.trustedPem)).toBe('signature-broken');
    expect(checkStamp(Buffer.from('no stamp'), data, tsa.trustedPem)).toBe('unreadable');
    let believed = 0;
    for (let at = 0; at < token.length; at += 19) {
      const changed = Buffer.from(token);
      changed[at] = (changed[at] as number) ^ 0x55;
      if (typeof checkStamp(changed, data, tsa.trustedPem) !== 'string') believed += 1;
    }
    // Outside what is signed (unused certificates, text of the status) a byte says nothing.
    expect(believed).toBeLessThan(token.length / 19 * 0.5);
  });

  it('come late when the authority was away, and nothing waited for them', async () => {
    await house.append(3);
    tsa.mood.status = 503;
    expect(await stampCheckpoint(house.ports, authority())).toBeNull();
    expect(await state()).toMatchObject({ failures: 1, last_error: 'http-503' });
    expect(await stampCheckpoint(house.ports, { ...authority(), url: 'http://127.0.0.1:1' })).toBeNull();
    expect(await state()).toMatchObject({ failures: 2, last_error: 'unreachable', failed_since: expect.any(String) });
    await house.append(3);
    delete tsa.mood.status;
    expect(await stampCheckpoint(house.ports, authority())).toBe(11);
    expect(await state()).toMatchObject({ failures: 0, last_error: null, failed_since: null });
    expect(await stampCheckpoint(house.ports, authority())).toBeNull();
  });

  it('that answer an earlier question are refused', async () => {
    let kept: Buffer | null = null;
    tsa.mood.answer = (reply) => (kept ??= reply);
    await house.append(1);
    expect(await stampCheckpoint(house.ports, authority())).toBe(12);
    await house.append(1);
    expect(await stampCheckpoint(house.ports, authority())).toBeNull();
    expect(await state()).toMatchObject({ last_error: 'of-other-data' });
  });
});
