import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';
import { ShortMemory } from './short-memory.ts';

let world: World;
beforeAll(async () => { world = await openWorld(); });
afterAll(() => world?.close());

const change = (sql: string, ...values: unknown[]) => world.test.db.tx((tx) => tx.query(sql, values));
const API = 'https://records.example/api';

async function machine(id: string) {
  const service = new Service(world, await world.client(id, { metadata: { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] } }));
  return async () => (await service.token({ grant_type: 'client_credentials', resource: API, scope: 'read' })).body.error ?? 'token';
}

/** What is answered once it is something else than a token. */
async function refusalOf(ask: () => Promise<string>): Promise<string> {
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await ask();
    if (answer !== 'token') return answer;
    await sleep(50);
  }
  return 'token';
}

describe('what a process remembers of services', () => {
  beforeAll(() => world.client('records', { metadata: { saphan_resource: API, saphan_resource_scopes: 'read' } }));

  it('ends with the suspension of a service, told by the register', async () => {
    const ask = await machine('told');
    expect([await ask(), await ask()]).toEqual(['token', 'token']);
    await change(`update signon.client set state = 'suspended' where id = 'told'`);
    expect(await refusalOf(ask)).toBe('invalid_client');
  });

  it('ends by itself when nobody told', async () => {
    const ask = await machine('untold');
    expect(await ask()).toBe('token');
    await change('alter table signon.client disable trigger client_change_is_told');
    await change(`update signon.client set state = 'suspended' where id = 'untold'`);
    expect(await refusalOf(ask)).toBe('invalid_client');
    await change('alter table signon.client enable trigger client_change_is_told');
  });

  it('ends for a resource whose owner is suspended', async () => {
    const ask = await machine('asking');
    expect(await ask()).toBe('token');
    await change(`update signon.client set state = 'suspended' where id = 'records'`);
    expect(await refusalOf(ask)).toBe('invalid_target');
  });
});

describe('a short memory', () => {
  it('asks once, and never keeps that something is unknown', async () => {
    const memory = new ShortMemory<string>();
    const asked: string[] = [];
    const ask = (answer?: string) => memory.get('a', async () => { asked.push(answer ?? 'nothing'); return answer; });
    expect([await ask(), await ask('one'), await ask('two')]).toEqual([undefined, 'one', 'one']);
    expect(asked).toEqual(['nothing', 'one']);
  });

  it('keeps nothing that was read before a change was told', async () => {
    const memory = new ShortMemory<string>();
    const old = memory.get('a', async () => { memory.forget('b'); return 'old'; });
    expect(await old).toBe('old');
    expect(await memory.get('a', async () => 'new')).toBe('new');
  });
});
