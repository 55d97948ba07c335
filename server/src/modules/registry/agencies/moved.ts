import type { Tx } from '#kernel/db.ts';
import { registryProblem } from '../errors.ts';
import { findFormerPath } from './follow-agencies.sql.gen.ts';

/** No system of this path: where it went, if it was one. @throws `registry.system-moved`, `registry.system-not-found`. */
export async function systemGone(tx: Tx, path: string): Promise<Error> {
  const former = await findFormerPath(tx, { path });
  if (!former) return registryProblem('system-not-found', { path });
  const [, , agency, code] = former.now_path.split('/');
  return registryProblem('system-moved', {
    path, movedTo: former.now_path, since: former.until_at, link: `/exchange/systems/${agency}/${code}`,
    detailTh: `${path} คือ ${former.now_path} ตั้งแต่หน่วยงานเปลี่ยนแปลงตาม ${former.reason}`, detailEn: `${path} is ${former.now_path} since its agency changed by ${former.reason}`,
  });
}
