import { formatThaiDate } from '@saphan/contracts/dates';
import type { Consumer } from '#kernel/outbox.ts';
import { notify, type NewNotice } from '../sending/notify.ts';
import { listMovedByAgency, type ListMovedByAgencyRow } from './tell-moved.sql.gen.ts';

/** One notice an agency for each day off that moved deadlines of it: which day, how many, and the page that lists them. */
export const tellMovedDeadlines: Consumer = {
  name: 'notices.tell-moved-deadlines', topics: ['calendar.deadlines-moved'],
  async hear(tx, { payload }) {
    const change = Number(payload.change);
    await notify(tx, (await listMovedByAgency(tx, { change_id: change })).map((row) => noticeOf(change, row)));
  },
};

function noticeOf(change: number, { agency_id: agencyId, count, day, closes, name_th, name_en }: ListMovedByAgencyRow): NewNotice {
  const [th, en] = [formatThaiDate(day, { style: 'long' }), formatThaiDate(day, { style: 'long', lang: 'en' })];
  return {
    kind: 'deadline', key: `moved:${change}:${agencyId}`, to: { role: 'steward', agencyId }, link: `/calendar/changes/${change}`,
    what: closes
      ? { th: `กำหนดเวลา ${count} เรื่องเลื่อน เพราะ ${th} เป็นวันหยุดราชการ (${name_th})`, en: `${count === 1 ? 'A deadline' : `${count} deadlines`} moved: ${en} is a day off (${name_en}).` }
      : { th: `กำหนดเวลา ${count} เรื่องเลื่อน เพราะ ${th} ไม่เป็นวันหยุดราชการแล้ว (${name_th})`, en: `${count === 1 ? 'A deadline' : `${count} deadlines`} moved: ${en} is no day off any more (${name_en}).` },
    todo: { th: 'ดูวันครบกำหนดใหม่', en: 'Look at the new days.' },
  };
}
