import fc from 'fast-check';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { watchForMacros } from './macro-watch.ts';
import { headerValues, isProven, senderTest } from './sender-proof.ts';
import { openTransferDecoder } from './transfer-decoder.ts';

/** Text cut into pieces at any places. */
function cutAt(text: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((each) => each % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((start, i) => text.subarray(start, at[i] ?? text.length));
}

function decode(encoding: string, pieces: readonly Buffer[]): Buffer {
  const decoder = openTransferDecoder(encoding);
  return Buffer.concat([...pieces.map((each) => decoder.push(each)), decoder.end()]);
}

/** Quoted-printable as it is written by the rules, with soft line ends. */
const quoted = (bytes: Buffer): string => [...bytes].map((byte, i) => `${i % 20 === 19 ? '=\r\n' : ''}${byte > 0x20 && byte < 0x7f && byte !== 0x3d ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`}`).join('');

it('gives back what was encoded, however it is cut into pieces', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(2000), { maxLength: 12 }), (values, places) => {
    const bytes = Buffer.from(values);
    const base64 = bytes.toString('base64').replace(/.{60}/g, '$&\r\n');
    expect(decode('base64', cutAt(Buffer.from(base64), places)).equals(bytes)).toBe(true);
    expect(decode('quoted-printable', cutAt(Buffer.from(quoted(bytes)), places)).equals(bytes)).toBe(true);
    expect(decode('8bit', cutAt(bytes, places)).equals(bytes)).toBe(true);
  }), { numRuns: 200 });
  expect(decode('quoted-printable', [Buffer.from('a \t\r\nb=20\r\nc =\r\n d=')]).toString()).toBe('a\r\nb \r\nc  d');
  expect(() => decode('base64', [Buffer.from('QUJDR')])).toThrow(expect.objectContaining({ code: 'connectors.attachment-unreadable', retry: 'data' }));
  expect(() => openTransferDecoder('x-uuencode')).toThrow(expect.objectContaining({ code: 'connectors.attachment-unreadable' }));
});

const pass = 'mx.moac.example; dkim=pass header.d=rice.example';
it.each<[string, string[], string | undefined, boolean]>([
  ['a signature of the domain', [pass], undefined, true],
  ['a signature of a domain above it', ['mx; dkim=pass header.d=example.org'], undefined, false],
  ['DMARC alone', ['mx 1; dmarc=pass (p=none) header.from=rice.example'], undefined, true],
  ['Exchange Online, which names no server', ['spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=rice.example; dkim=pass (signature was verified) header.d=rice.example;dmarc=pass action=none header.from=rice.example;compauth=pass reason=100'], undefined, true],
  ['SPF alone', ['mx; spf=pass smtp.mailfrom=rice.example'], undefined, false],
  ['a signature of another domain', ['mx; dkim=pass header.d=evil.example; dmarc=fail header.from=rice.example'], undefined, false],
  ['a signature of a domain below', ['mx; dkim=pass header.d=sub.rice.example'], undefined, false],
  ['words in a comment', ['mx; dkim=fail (dkim=pass header.d=rice.example; (dmarc=pass)) header.d=rice.example'], undefined, false],
  ['words in a quoted reason', ['mx; dkim=fail reason="bad; dkim=pass header.d=rice.example" header.d=rice.example'], undefined, false],
  ['a header that the sender wrote below', ['mx.moac.example; dkim=none', pass], undefined, false],
  ['a header that the sender wrote, where the server is named', ['mx.evil.example; dkim=pass header.d=rice.example'], 'mx.moac.example', false],
  ['the named server below another of our own', ['scanner.moac.example; spf=pass', pass], 'MX.moac.example', true],
  ['none', [], undefined, false],
])('judges a sender by %s', (_what, headers, checkedBy, proven) => {
  expect(isProven(headers, 'data@rice.example', checkedBy)).toBe(proven);
});

it('reads folded headers and knows senders by address or domain', () => {
  expect(headerValues('Authentication-Results: a;\r\n\tdkim=pass\r\nX: y\r\nauthentication-results:b\r\n\r\n', 'authentication-results')).toEqual(['a; dkim=pass', 'b']);
  const isSender = senderTest(['Data@Rice.example', '@corn.example']);
  expect(['data@rice.example', 'other@rice.example', 'any@CORN.example', 'any@sub.corn.example', 'any@evilcorn.example'].map(isSender)).toEqual([true, false, true, false, false]);
});

const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000, 1)]);
const sheet = (type: number) => Buffer.from([0x85, 0, 14, 0, 9, 9, 9, 9, 0, type, 6, 0, ...Buffer.from('Sheet1')]);
it.each<[string, Buffer, boolean]>([
  ['a workbook with a project', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(3000), Buffer.from('xl/vbaProject.bin'), Buffer.alloc(100)]), true],
  ['a workbook with sheets of macros', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(3000), Buffer.from('xl/macrosheets/sheet1.xml')]), true],
  ['an old workbook with a project', Buffer.concat([ole, Buffer.from('_VBA_PROJECT_CUR', 'utf16le')]), true],
  ['an old workbook with a sheet of macros', Buffer.concat([ole, sheet(1)]), true],
  ['an old workbook without', Buffer.concat([ole, sheet(0), sheet(2)]), false],
  ['a workbook without', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(3000), Buffer.from('xl/worksheets/sheet1.xml')]), false],
  ['a text that speaks of macros', Buffer.from('รหัส,ชื่อ\n1,xl/vbaProject.bin\n'), false],
])('sees whether %s may come in, whatever the pieces', async (_what, bytes, refused) => {
  for (const size of [1, 7, 1000, 100_000]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
    const watched = buffer(Readable.from(watchForMacros(Readable.from(pieces), 'a.xlsx')));
    if (refused) await expect(watched).rejects.toThrow(expect.objectContaining({ code: 'connectors.macro-refused', retry: 'data' }));
    else expect((await watched).equals(bytes)).toBe(true);
  }
});
