import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { isSealed, openSecret, rewrapSecret, sealSecret } from './secrets.ts';

const key = randomBytes(32);
const unreadable = expect.objectContaining({ code: 'kernel.secret-unreadable', retry: 'config' });

it('opens what it sealed, also empty and Thai text, and never seals alike twice', () => {
  for (const text of ['', 'pass word', 'รหัสผ่านภาษาไทย', 'x'.repeat(10_000)]) expect(openSecret(key, 'source/1', sealSecret(key, 'source/1', text))).toBe(text);
  expect(sealSecret(key, 'a', 'x')).not.toBe(sealSecret(key, 'a', 'x'));
  expect(isSealed(sealSecret(key, 'a', ''))).toBe(true);
  expect(isSealed('hunter2')).toBe(false);
});

it('refuses another key, another purpose and any changed byte', () => {
  const sealed = sealSecret(key, 'source/1', 'hunter2');
  expect(() => openSecret(randomBytes(32), 'source/1', sealed)).toThrow(unreadable);
  expect(() => openSecret(key, 'source/2', sealed)).toThrow(unreadable);
  for (let at = 3; at < sealed.length; at += 1) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    if (Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(Buffer.from(sealed.split('.')[2] ?? '', 'base64url')) && changed.split('.')[1] === sealed.split('.')[1]) continue; // unused bits of the last letter
    expect(() => openSecret(key, 'source/1', changed)).toThrow(unreadable);
  }
  expect(() => openSecret(key, 'source/1', 'hunter2')).toThrow(unreadable);
});

it('moves to a new master key', () => {
  const next = randomBytes(32);
  const moved = rewrapSecret(key, next, 'source/1', sealSecret(key, 'source/1', 'hunter2'));
  expect(openSecret(next, 'source/1', moved)).toBe('hunter2');
  expect(() => openSecret(key, 'source/1', moved)).toThrow(unreadable);
});
