import { systemClock } from '#kernel/clock.ts';
import { audit } from '#kernel/audit.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { notify } from '#modules/notices/index.ts';
import { changeProvider } from './following.sql.gen.ts';

interface SystemMoved { systemId: number; from: string; to: string; agencyId: string; keysEnded: number }
interface HandedOver { serviceId: number; slug: string; from: string; into: string; documentNo: string }

/** Systems and services that went to another agency: its people hear that new keys are due, and it is the provider of the agreements from then on. Past ones stay as they were. */
export const followSystems: Consumer = {
  name: 'sharing.follow-systems', topics: ['registry.system-moved', 'registry.data-service-handed-over'],
  async hear(tx, { topic, payload }) {
    if (topic === 'registry.system-moved') {
      const { from, to, agencyId, keysEnded } = payload as SystemMoved;
      await notify(tx, [{
        kind: 'agreement', key: `system-moved:${from}`, to: { role: 'steward', agencyId }, link: `/exchange/systems/${to.replace('TH/GOV/', '')}`,
        what: { th: `ระบบ ${from} มาอยู่กับหน่วยงานท่านเป็น ${to} กุญแจเดิม ${keysEnded} ดอกสิ้นผลแล้ว`, en: `The system ${from} came to your agency as ${to}; its keys (${keysEnded}) have ended` },
        todo: { th: 'ลงทะเบียนกุญแจใหม่ แล้วให้ระบบเรียกด้วยชื่อใหม่', en: 'Register new keys, and let the system call by its new path.' },
      }]);
      return;
    }
    const { serviceId, into, documentNo } = payload as HandedOver;
    const moved = await changeProvider(tx, { service_id: serviceId, agency_id: into, reason: documentNo, now: systemClock.now().toISOString() });
    for (const { number } of moved) await audit(tx, theHouse, 'sharing.agreement-provider-changed', `agreement:${number}`, { into, documentNo });
  },
};
