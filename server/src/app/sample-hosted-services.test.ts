import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleHostedServices } from '../../../sample/hosted-services.ts';
import { column } from '../modules/interop/testing/house.ts';
import { hostingHouse, type HostingHouse } from '../modules/hosting/testing/hosting-house.ts';
import { fillHostedServices } from './sample-hosted-services.ts';

const personal = { personalData: 'direct' as const };
const key = { primaryKey: 1, required: true };
const registry = [column('registration_no', 'text', 1, key), column('citizen_id', 'citizen-id', 2, personal), column('first_name', 'text', 3, personal), column('last_name', 'text', 4, personal), column('province_code', 'geocode', 5, { geocodeDigits: 2 }), column('item', 'text', 6), column('amount', 'decimal', 7), column('updated_on', 'date', 8)];
const centres = [column('place_code', 'text', 1, key), column('province_code', 'geocode', 2, { geocodeDigits: 2 }), column('item', 'text', 3)];
let house: HostingHouse;
beforeAll(async () => {
  house = await hostingHouse();
  await house.dataset('ops-postal-subdistricts', 'ops');
  await house.release(await house.dataset('doae-pest-centres', 'doae'), centres, `select 'P' || i as place_code, '10' as province_code, 'ศูนย์หลัก' as item from range(9) r(i)`);
  await house.release(await house.dataset('doae-farmer-registry', 'doae'), registry, `select 'D' || i as registration_no, sha256(i::varchar) as citizen_id, '•••• 0001' as citizen_id_masked, 'ก' as first_name, 'ข' as last_name, '10' as province_code, 'ข้าว' as item, 1.5::decimal(12,2) as amount, date '2026-01-01' as updated_on from range(9) r(i)`);
});
afterAll(() => house?.close());

describe('the sample’s hosted services', () => {
  it('are offered once, where there is a release, and their rows come into the register', async () => {
    for (let time = 0; time < 2; time += 1) await fillHostedServices(house.test.db, sampleHostedServices);
    await house.settle();
    const { rows } = await house.test.db.read((tx) => tx.query('select d.slug, d.is_personal, s.state from registry.data_service_v1 d left join hosting.served_set s on s.service_id = d.id order by d.slug'));
    expect(rows).toEqual([
      { slug: 'farmer-record', is_personal: true, state: 'ready' }, { slug: 'farmer-status', is_personal: true, state: 'ready' }, { slug: 'pest-centre-figures', is_personal: false, state: null }, { slug: 'pest-centres', is_personal: false, state: 'ready' },
    ]);
  });
});
