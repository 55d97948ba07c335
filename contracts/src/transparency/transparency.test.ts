import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toHex, utf8 } from './bytes.ts';
import { parseSignedCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { parseEntry, writeEntry, writeFacts } from './entry.ts';
import { checkSignature, COSIGNATURE, cosignedMessage, ED25519, parseNote, parseVerifier, verifierOf, type VerifyEd25519, writeCosignature, writeNote, writeSignature, writeVerifier } from './note.ts';
import { verifyConsistency, verifyInclusion } from './proofs.ts';
import { grownTree } from './testing/grown-tree.ts';
import { sha256 } from './testing/sha-256.ts';
import { parseTilePath, proveConsistency, proveInclusion, rootFromTiles, tilePath } from './tiles.ts';
import { parseTlogProof, writeTlogProof } from './tlog-proof.ts';
import { appendLeaf, emptyRange, emptyRoot, joinSubtrees, leafHash, rootOf } from './tree.ts';

interface Vector { desc: string; wantErr: boolean; root: string; leafHash: string; leafIdx: number; treeSize: number; proof: string[] | null; size1: number; size2: number; root1: string; root2: string }
const vectors = JSON.parse(readFileSync(new URL('./testing/merkle-vectors.json', import.meta.url), 'utf8')) as { inclusion: Vector[]; consistency: Vector[] };
const bytes = (text: string | null) => fromBase64(text ?? '') ?? new Uint8Array(0);
const reference = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => leafHash(sha256, fromHex(hex) as Uint8Array));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = Array.from({ length: 70_000 }, (_, i) => sha256(utf8(`leaf ${i}`)));
const big = grownTree(leaves);

describe('the tree of RFC 6962', () => {
  it('has the known roots of the reference tree', () => {
    expect(roots.map((_, size) => toHex(rootOf(sha256, reference.slice(0, size))))).toEqual(roots);
    expect(toHex(emptyRoot(sha256))).toBe(roots[0]);
  });

  it('believes every vector that is right and none that is wrong', () => {
    const wrong = [
      ...vectors.inclusion.filter((v) => verifyInclusion(sha256, { index: v.leafIdx, size: v.treeSize, leaf: bytes(v.leafHash), root: bytes(v.root), proof: (v.proof ?? []).map(bytes) }) === v.wantErr),
      // The vectors refuse an empty tree as a beginning, which tlog-witness takes as one of every tree, and let roots pass that are no hashes.
      ...vectors.consistency.filter((v) => v.size1 > 0 && bytes(v.root1).length === 32 && verifyConsistency(sha256, { size1: v.size1, size2: v.size2, root1: bytes(v.root1), root2: bytes(v.root2), proof: (v.proof ?? []).map(bytes) }) === v.wantErr),
    ];
    expect(wrong).toEqual([]);
    expect(vectors.inclusion.length + vectors.consistency.length).toBeGreaterThan(190);
  });

  it('grows a leaf at a time to the same roots', () => {
    const range = emptyRange();
    for (const [i, leaf] of reference.entries()) {
      appendLeaf(sha256, range, leaf);
      expect(toHex(joinSubtrees(sha256, range.hashes))).toBe(roots[i + 1]);
    }
  });
});

describe('tiles', () => {
  it('have the addresses of the specification', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(parseTilePath('0/x001/x234/067.p/8')).toEqual({ level: 0, index: 1_234_067, width: 8 });
    expect(['00/000', '0/67', '0/x000/067', '0/000.p/256', '0/000.p/0', '64/000', '0/001/000', '0/000/'].map(parseTilePath)).toEqual(Array.from({ length: 8 }, () => null));
    fc.assert(fc.property(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      expect(parseTilePath(tilePath({ level, index, width }).slice('tile/'.length))).toEqual({ level, index, width });
    }), { numRuns: 300 });
  });

  it('give proofs that hold, at any index and any two sizes, out of few tiles', async () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.constantFrom(1, 2, 255, 256, 257, 512, 65_535, 65_536, 65_537, 70_000));
    await fc.assert(fc.asyncProperty(sizes, sizes, fc.nat(), async (a, b, n) => {
      const [size1, size2] = a < b ? [a, b] : [b, a];
      const index = n % size1;
      const before = big.read_.length;
      const [root1, root2] = [await rootFromTiles(sha256, size1, big.read), await rootFromTiles(sha256, size2, big.read)];
      expect(verifyInclusion(sha256, { index, size: size1, leaf: leaves[index] as Uint8Array, root: root1, proof: await proveInclusion(sha256, index, size1, big.read) })).toBe(true);
      expect(verifyConsistency(sha256, { size1, size2, root1, root2, proof: await proveConsistency(sha256, size1, size2, big.read) })).toBe(true);
      if (size1 !== size2) expect(verifyConsistency(sha256, { size1, size2, root1: root2, root2, proof: await proveConsistency(sha256, size1, size2, big.read) })).toBe(false);
      expect(big.read_.length - before).toBeLessThan(40);
    }), { numRuns: 60 });
    expect(toHex(await rootFromTiles(sha256, 700, big.read))).toBe(toHex(rootOf(sha256, leaves.slice(0, 700))));
  });
});

describe('signed notes', () => {
  const check: VerifyEd25519 = (key, message, signature) => verify(null, message, { key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]), format: 'der', type: 'spki' }, signature);
  const pair = generateKeyPairSync('ed25519');
  const publicKey = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(12));

  it('verify the example of the specification', async () => {
    const key = parseVerifier(sha256, 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    const note = 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    expect(key && await checkSignature(check, parseNote(note) as never, key)).toMatchObject({ state: 'holds' });
    expect(key && await checkSignature(check, parseNote(note.replace('example m', 'other m')) as never, key)).toEqual({ state: 'broken' });
    expect(key && writeVerifier(key)).toBe('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    expect(parseVerifier(sha256, 'example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')).toBeNull();
  });

  it('carry a checkpoint with the signature of the log and of a witness, each with its own key', async () => {
    const [log, witness] = [verifierOf(sha256, 'a.example/ledger', ED25519, publicKey), verifierOf(sha256, 'b.example/ledger/witness', COSIGNATURE, publicKey)];
    const text = writeCheckpoint({ origin: log.name, size: 8, root: fromHex(roots[8] as string) as Uint8Array });
    const lines = [writeSignature(log, sign(null, utf8(text), pair.privateKey)), writeSignature(witness, writeCosignature(1_700_000_000, sign(null, cosignedMessage(text, 1_700_000_000), pair.privateKey)))];
    const signed = parseSignedCheckpoint(writeNote(text, lines));
    expect(signed).toMatchObject({ origin: 'a.example/ledger', size: 8 });
    expect(signed && await checkSignature(check, signed, log)).toMatchObject({ state: 'holds', saidAt: null });
    expect(signed && await checkSignature(check, signed, witness)).toMatchObject({ state: 'holds', saidAt: 1_700_000_000 });
    expect(signed && await checkSignature(check, signed, verifierOf(sha256, 'c.example', ED25519, publicKey))).toEqual({ state: 'absent' });
    const proof = { index: 3, proof: reference.slice(0, 3), checkpoint: writeNote(text, lines) };
    expect(parseTlogProof(writeTlogProof(proof))).toEqual(proof);
    expect(parseTlogProof(writeTlogProof({ ...proof, extra: utf8('more') }))).toEqual({ ...proof, extra: utf8('more') });
  });

  it('are refused when anything in them is not as the formats say', () => {
    const root = 'XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=';
    const note = (text: string) => `${text}\n— a ${'A'.repeat(92)}\n`;
    expect(parseSignedCheckpoint(note(`o\n8\n${root}\n`))).not.toBeNull();
    for (const text of [`\n8\n${root}\n`, `o\n08\n${root}\n`, `o\n-1\n${root}\n`, `o\n8\nAAAA\n`, `o\n8\n${root}\n\n`, `o\n8\n${root.replace('g=', 'h=')}\n`, `o\n8\n${root}`, `o\r\n8\n${root}\n`]) expect(parseSignedCheckpoint(note(text)), text).toBeNull();
    for (const line of ['- a AAAAAAAA\n', '— a AAAA\n', '— a+b AAAAAAAA\n', '— a AAAAAAAA', '—  AAAAAAAA\n']) expect(parseNote(`text\n\n${line}`), line).toBeNull();
    for (const text of ['c2sp.org/tlog-proof@v2\nindex 0\n\nx', 'c2sp.org/tlog-proof@v1\nindex 01\n\nx', 'c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx', 'c2sp.org/tlog-proof@v1\nindex 0']) expect(parseTlogProof(text), text).toBeNull();
  });
});

describe('entries', () => {
  it('are lines that are read back as written, and take nothing that would be two lines', () => {
    const entry = { kind: 'exchange.exchange', id: 'x', at: '2026-11-24T00:00:00.000Z', blind: 'AA==', lines: [['status', '200'], ['agreement', 'SA-2569-0001/1 ab']] as const };
    expect(writeEntry(entry)).toBe('saphan-entry/v1\nkind exchange.exchange\nid x\nat 2026-11-24T00:00:00.000Z\nblind AA==\nstatus 200\nagreement SA-2569-0001/1 ab\n');
    expect(parseEntry(writeEntry(entry))).toEqual(entry);
    expect(() => writeEntry({ ...entry, lines: [['a', 'b\nstatus 500']] })).toThrow(RangeError);
    expect(parseEntry('saphan-entry/v1\nid x\nkind y\n')).toBeNull();
    fc.assert(fc.property(fc.stringMatching(/^[^\n\r]+$/), (value) => { expect(parseEntry(writeEntry({ ...entry, lines: [['v', value]] }))?.lines).toEqual([['v', value]]); }));
  });

  it('have facts of one text, whatever the order they were said in', () => {
    expect(writeFacts({ b: 1, a: { d: [{ z: 1, y: null }], c: 'ก' } })).toBe('{"a":{"c":"ก","d":[{"y":null,"z":1}]},"b":1}');
  });
});
