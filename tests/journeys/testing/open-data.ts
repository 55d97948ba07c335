import { sendFile } from './seed.ts';
import type { Visit } from './visit.ts';

const provinces = ['เชียงใหม่', 'ขอนแก่น', 'สงขลา', 'ตาก'];
const dams = ['แม่งัด', 'อุบลรัตน์', 'คลองสะเดา', 'ภูมิพล'];

/** Daily water of four reservoirs, as the agency would hand it in. */
function waterTable(days = 60): Buffer {
  const rows = Array.from({ length: days * dams.length }, (_, at) => {
    const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(at / dams.length))).toISOString().slice(0, 10);
    return `${day},${dams[at % dams.length]},${provinces[at % dams.length]},${(40 + 20 * Math.sin(at / 30) + (at % dams.length) * 5).toFixed(1)}`;
  });
  return Buffer.from(`date,reservoir,province,volume_mcm\n${rows.join('\n')}\n`);
}

const metadata = {
  data_type: '1', maintainer: 'ส่วนประมวลวิเคราะห์สถานการณ์น้ำ', maintainer_email: 'water@rid.go.th', objective: ['11'], update_frequency_unit: 'D', update_frequency_interval: 1,
  geo_coverage: '06', data_source: 'เครื่องวัดระดับน้ำอัตโนมัติ', data_format: ['2'], data_category: '1', data_classification: '01', license_id: 'cc-by',
};

/** A dataset of water that everybody may find: linked through the API, its record filled in and published. */
export async function publishWater(visit: Visit, slug: string): Promise<void> {
  const content = waterTable();
  await visit.ask('POST', '/datasets', { slug, agencyId: 'rid', titleTh: 'ปริมาณน้ำในอ่างเก็บน้ำรายวัน', titleEn: 'Daily water in reservoirs', descriptionTh: 'ปริมาตรน้ำเก็บกักของอ่างเก็บน้ำ วัดทุกวันเวลา 06.00 น.', descriptionEn: 'Water stored in reservoirs, measured daily at 06:00.', level: 0 });
  const rawId = await sendFile(visit, 'water.csv', content);
  const { contractYaml } = await visit.ask('POST', '/drafts', { rawId, dataset: slug });
  await visit.ask('POST', `/datasets/${slug}/contracts`, { yaml: contractYaml });
  const run = await visit.ask('POST', `/datasets/${slug}/runs`, { rawId });
  await ended(visit, run.id);
  await visit.ask('PATCH', `/catalogue/records/${slug}`, { audience: 'open', tags: ['น้ำ', 'อ่างเก็บน้ำ'], metadata });
  for (const step of ['submit', 'check', 'approve', 'publish']) await visit.ask('POST', `/catalogue/records/${slug}/${step}`, {});
}

/** Waits until a run is over and has published. */
export async function ended(visit: Visit, id: number): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const { state, problem } = await visit.ask('GET', `/runs/${id}`);
    if (state === 'published') return;
    if (['held', 'failed', 'rejected'].includes(state)) throw new Error(`the run is ${state}: ${JSON.stringify(problem)}`);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
  }
  throw new Error('the run did not end');
}
