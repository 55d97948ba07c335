import { addDays } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { theHouse } from '#kernel/policy.ts';
import { adoptMinutes, assignTask, callMeeting, circulateMinutes, closeMeeting, closeTask, createCommittee, listMeetings, reportTask, setAgenda, setAttendance, writeMinutes } from '#modules/meetings/index.ts';
import type { SampleCommittee, SampleMeeting } from '../../../sample/meetings.ts';

const secretariat: Actor = { name: 'sample-secretariat', role: 'secretariat' };
const at = (day: string, hour: number): Date => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00.000+07:00`);

/** Sets up the sample's committee with its meetings in one transaction, as if each had been kept on its day; does nothing when there is a committee. */
export async function fillMeetings(db: Database, { meetings, members, ...committee }: SampleCommittee): Promise<void> {
  await db.tx(async (tx) => {
    if ((await listMeetings(tx, systemClock.now())).committees.length > 0) return;
    const { id } = await createCommittee(tx, secretariat, { ...committee, endedOn: null, members: members.map((member) => ({ ...member, from: committee.beganOn, to: null })) }, at(committee.beganOn, 9));
    let adoptable: number | null = null;
    for (const meeting of meetings) {
      const made = await holdMeeting(tx, id, meeting, members);
      if (adoptable !== null && meeting.state !== 'coming') await adoptMinutes(tx, secretariat, adoptable, { atMeeting: made, corrections: null }, at(meeting.heldOn, 16));
      adoptable = meeting.state === 'adopted' ? made : null;
    }
  });
}

async function holdMeeting(tx: Tx, committee: number, meeting: SampleMeeting, members: SampleCommittee['members']): Promise<number> {
  const { heldOn } = meeting;
  const called = meeting.state === 'coming' ? systemClock.now() : at(addDays(heldOn, -14), 10);
  const { id } = await callMeeting(tx, secretariat, committee, { heldOn, beginsAt: '09:30', place: 'ห้องประชุม 134 ชั้น 3 กระทรวงเกษตรและสหกรณ์' }, called);
  await setAgenda(tx, secretariat, id, { version: 0, items: meeting.agenda.map((item) => ({ ...item, text: '', papers: [] })) }, called);
  if (meeting.state === 'coming') return id;
  const rows = members.map(({ name, position }, i) => ({ seat: i + 1, name, position }));
  await setAttendance(tx, secretariat, id, { version: 0, present: rows.slice(0, -2).map((row) => ({ ...row, insteadOf: null })).concat(rows.slice(-1).map((row) => ({ ...row, insteadOf: null }))), absent: rows.slice(-2, -1).map((row) => ({ ...row, reason: 'ติดราชการ' })), others: [{ name: 'นายเข้าร่วม รับฟัง', position: 'นักวิชาการคอมพิวเตอร์ชำนาญการ' }] }, at(heldOn, 13));
  await writeMinutes(tx, secretariat, id, { version: 0, openedAt: '09:30', closedAt: '12:00', writer: members.at(-1)?.name ?? '–', checker: null, items: meeting.items.map(({ kind, resolution, ...item }) => ({ ...item, resolution: { kind, text: resolution } })) }, at(heldOn, 14));
  await closeMeeting(tx, secretariat, id, at(heldOn, 15));
  await circulateMinutes(tx, secretariat, id, at(addDays(heldOn, 2), 10));
  for (const { report, closed, workingDays: count, ...task } of meeting.tasks) {
    const { id: taskId } = await assignTask(tx, secretariat, id, { ...task, datasets: [...task.datasets], deadline: { unit: 'working', count } }, at(addDays(heldOn, 2), 11));
    if (report !== null) await reportTask(tx, theHouse, taskId, { note: report, done: closed !== null || report.includes('ปิดงาน') }, at(addDays(heldOn, 9), 10));
    if (closed !== null) await closeTask(tx, secretariat, taskId, closed, at(addDays(heldOn, 10), 10));
  }
  return id;
}
