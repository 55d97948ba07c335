import { describe, expect, it } from 'vitest';
import { destinationOf, interactionAddress, nextStepOf, ourPageOf } from './destination.ts';

describe('the page after signing in', () => {
  it.each(['/th/board', '/en/datasets/rid-reservoirs?release=3', '/th/runs?state=held&dataset=a#log', '/th/datasets?q=น้ำ'])('may be %s', (to) => {
    expect(ourPageOf(to)).toBe(to);
  });

  it.each([
    '//evil.example', '/th//evil.example', '/\\evil.example', '/th/\\evil.example', 'https://evil.example/th/', 'javascript:alert(1)', '/thx/board', '/api/v1/system', '/th', '',
    '/th/../api/v1/sign-out', '/th/%2e%2e/oidc/auth', '/th/..', '/th/a\tb', '/th/a\nb', `/th/${'a'.repeat(3000)}`, ' /th/board', undefined, ['/th/board'],
  ])('may not be %s', (to) => {
    expect(ourPageOf(to)).toBeNull();
  });

  it('is the waiting service first, then the page asked for, then the board', () => {
    expect(destinationOf({ interaction: 'aB3_-x9Z', to: '/th/runs' }, 'th')).toBe('/api/v1/interactions/aB3_-x9Z');
    expect(destinationOf({ interaction: '../../x', to: '/th/runs' }, 'th')).toBe('/th/runs');
    expect(destinationOf({ to: '//evil.example' }, 'en')).toBe('/en/board');
    expect(interactionAddress('a/b')).toBeNull();
  });

  it('after consent stays with the provider of this house', () => {
    const origin = 'http://localhost:8080';
    expect(nextStepOf('/oidc/auth/abc', origin)).toBe('http://localhost:8080/oidc/auth/abc');
    expect(nextStepOf('http://localhost:8080/oidc/auth/abc', origin)).toBe('http://localhost:8080/oidc/auth/abc');
    for (const other of ['https://evil.example/oidc/auth/abc', '//evil.example/oidc/', 'javascript:alert(1)', '/th/board', 'http://localhost:9090/oidc/auth/abc']) expect(nextStepOf(other, origin), other).toBeNull();
  });
});
