import { checkDigit } from '@saphan/contracts/thai-id';
import { citizens } from '../../../sample/thaid/citizens.ts';
import { ended } from './open-data.ts';
import { sendFile } from './seed.ts';
import type { Visit } from './visit.ts';

/** Somebody of the simulated ThaiD, who is in the register. */
export const somebody = citizens[0] as (typeof citizens)[number];

/** Farmers by citizen id: everybody of the simulated ThaiD, and others who do not exist. */
function farmers(count = 60): Buffer {
  const numbers = [...citizens.map(({ pid }) => pid), ...Array.from({ length: count }, (_, at) => `19998${String(at).padStart(7, '0')}`).map((twelve) => `${twelve}${checkDigit(twelve)}`)];
  return Buffer.from(`citizen_id,province,crop,area_rai\n${numbers.map((pid, at) => `${pid},${['สุพรรณบุรี', 'ชัยนาท', 'สิงห์บุรี'][at % 3]},${['ข้าว', 'อ้อย'][at % 2]},${5 + (at * 7) % 40}.25`).join('\n')}\n`);
}

/** The register of farmers, linked through the API, with a service that says yes or no about one of them. */
export async function publishFarmers(visit: Visit, slug: string, service: string): Promise<void> {
  await visit.ask('POST', '/datasets', { slug, agencyId: 'doae', titleTh: 'ทะเบียนเกษตรกร', titleEn: 'Register of farmers', descriptionTh: 'เกษตรกรที่ขึ้นทะเบียน', descriptionEn: 'Farmers who registered', level: 1 });
  const rawId = await sendFile(visit, 'farmers.csv', farmers());
  const { contractYaml } = await visit.ask('POST', '/drafts', { rawId, dataset: slug });
  await visit.ask('POST', `/datasets/${slug}/contracts`, { yaml: contractYaml });
  await ended(visit, (await visit.ask('POST', `/datasets/${slug}/runs`, { rawId })).id);
  await visit.ask('POST', '/exchange/hosted-services', { dataset: slug, kind: 'predicate', slug: service, key: ['citizen_id'], titleTh: 'ตรวจสถานะเกษตรกร', titleEn: 'Farmer status', conditions: [{ name: 'registered', titleTh: 'ขึ้นทะเบียนเกษตรกรแล้ว', titleEn: 'is a registered farmer', all: [] }] });
}
