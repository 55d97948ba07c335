import iconv from 'iconv-lite';
import type { Visit } from './visit.ts';

const head = 'รหัสแปลง,ชื่อเกษตรกร,จังหวัด,พื้นที่ (ไร่),วันที่ขึ้นทะเบียน';
const provinces = ['เชียงใหม่', 'ขอนแก่น', 'สงขลา'];

/** Plots as an agency exports them: Windows-874, CRLF, B.E. dates, Thai digits, and two rows that nobody can read. */
export function messyPlots(count = 120): Buffer {
  const lines = Array.from({ length: count }, (_, i) => {
    const area = i === 40 ? 'สามไร่' : `${(i % 30) + 1}.50`;
    const day = i === 80 ? '31/02/2568' : `${String((i % 28) + 1).padStart(2, '0')}/01/2568`;
    return `P${String(i + 1).padStart(5, '0')},เกษตรกรที่ ${i + 1},${provinces[i % 3]},${area},${i % 2 ? day : day.replace(/[0-9]/g, (digit) => (i === 80 ? digit : '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] as string))}`;
  });
  return iconv.encode(`${[head, ...lines].join('\r\n')}\r\n`, 'windows-874');
}

/** Sends a file as a page does. @returns the id of the raw file. */
export async function sendFile(visit: Visit, name: string, content: Buffer): Promise<number> {
  const { id } = await visit.ask('POST', '/uploads', { name, size: content.length });
  await visit.ask('PUT', `/uploads/${id}?offset=0`, content);
  return (await visit.ask('POST', `/uploads/${id}/complete`, {})).rawId;
}

/** Links the plots through the API, for the pages that need a dataset with runs. @returns the run. */
export async function linkPlots(visit: Visit, slug: string): Promise<any> {
  const content = messyPlots();
  await visit.ask('POST', '/datasets', { slug, agencyId: 'doae', titleTh: 'แปลงปลูกตัวอย่าง', titleEn: 'Sample plots', dueOn: '2026-12-31' });
  const rawId = await sendFile(visit, 'plots.csv', content);
  const draft = await visit.ask('POST', '/drafts', { rawId, dataset: slug });
  await visit.ask('POST', `/datasets/${slug}/contracts`, { yaml: draft.contractYaml });
  const run = await visit.ask('POST', `/datasets/${slug}/runs`, { rawId });
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const now = await visit.ask('GET', `/runs/${run.id}`);
    if (['published', 'held', 'failed'].includes(now.state)) return now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the run did not end');
}
