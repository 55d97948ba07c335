import { describe, expect, it } from 'vitest';
import { webAddress } from './web-address.ts';

describe('the home of a service', () => {
  it('is a web address and nothing else', () => {
    expect(webAddress('https://services.example.go.th/app')).toBe('https://services.example.go.th/app');
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'https://moac.go.th@evil.example/', '/th/board', '', null]) expect(webAddress(text), String(text)).toBeNull();
  });
});
