import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Meeting, SaidAttendance } from '../../api/meeting-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

type Came = 'present' | 'absent' | 'substitute';
interface Row { seat: number | null; name: string; position: string; came: Came; reason: string; byName: string; byPosition: string }
interface Line { key: string; what: Came | 'others'; name: string; position: string; note: string }

/** Who came, who did not and why, who sat for whom. */
export function AttendanceSection({ meeting, keeps }: { meeting: Meeting; keeps: boolean }) {
  const { meetings: words } = useMessages();
  const [open, setOpen] = useState(false);
  const said = meeting.attendance?.content;
  const reason = !keeps ? words.onlySecretariat : meeting.minutes === 'adopted' ? words.adopted : meeting.state === 'cancelled' ? words.over : null;
  const columns: TableColumn<Line>[] = [
    { id: 'name', head: words.name, cell: (line) => line.name },
    { id: 'position', head: words.position, className: 'wide', cell: (line) => line.position || <span className="off">–</span> },
    { id: 'what', head: words.attendance, cell: (line) => <>{words[line.what]}{line.note && <span className="sub t13 muted">{line.note}</span>}</> },
  ];
  const lines: Line[] = said === undefined ? [] : [
    ...said.present.map((each, i): Line => ({ key: `p${i}`, what: each.insteadOf ? 'substitute' : 'present', name: each.name, position: each.position, note: each.insteadOf ? words.insteadOf({ name: each.insteadOf }) : '' })),
    ...said.absent.map((each, i): Line => ({ key: `a${i}`, what: 'absent', name: each.name, position: each.position, note: each.reason })), ...said.others.map((each, i): Line => ({ key: `o${i}`, what: 'others', name: each.name, position: each.position, note: '' })),
  ];
  return (
    <Section title={words.attendance} note={said && words.cameOf({ came: said.present.length, of: said.present.length + said.absent.length })} aside={<Button look="small" unavailable={reason} onPress={() => setOpen(true)}>{words.editAttendance}</Button>}>
      {said === undefined ? <p className="muted">{words.noAttendance}</p> : <DataTable caption={words.attendance} columns={columns} rows={lines} rowKey={({ key }) => key} rowHead="name" />}
      {open && <AttendanceDialog meeting={meeting} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function AttendanceDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const [rows, setRows] = useState(() => rowsOf(meeting));
  const [others, setOthers] = useState<SaidAttendance['others']>(meeting.attendance?.content.others ?? []);
  const acting = useAct(() => told(api.PUT('/api/v1/meetings/{id}/attendance', { params: { path: { id: meeting.id } }, body: { version: meeting.attendance?.version ?? 0, ...sayingOf(rows), others } })), words.attendanceSaid, onClose);
  const filled = (text: string) => text.trim() !== '';
  const ready = rows.every((row) => (row.came === 'absent' ? filled(row.reason) : row.came !== 'substitute' || filled(row.byName))) && others.every(({ name }) => filled(name));
  return (
    <FormDialog title={words.editAttendance} verb={words.editAttendance} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <fieldset className="meeting-rows">
            <legend className="sr">{words.attendance}</legend>
            {rows.map((row, at) => <MemberRow key={at} row={row} tried={tried} onChange={(changes) => setRows(rows.map((each, index) => (index === at ? { ...each, ...changes } : each)))} />)}
          </fieldset>
          <fieldset className="meeting-rows">
            <legend className="label">{words.others}</legend>
            {others.map((other, at) => {
              const set = (changes: Partial<typeof other>) => setOthers(others.map((each, index) => (index === at ? { ...each, ...changes } : each)));
              return (
                <div key={at}>
                  <div className="meeting-pair"><Field label={words.name} value={other.name} onChange={(name) => set({ name })} maxLength={300} autoComplete="off" error={tried && !filled(other.name) ? words.needed : null} /><Field label={words.position} value={other.position} onChange={(position) => set({ position })} maxLength={300} autoComplete="off" /></div>
                  <div><Button look={['quiet', 'small']} onPress={() => setOthers(others.filter((_, index) => index !== at))}>{words.removeOther({ number: at + 1 })}</Button></div>
                </div>
              );
            })}
            <p><Button look="small" onPress={() => setOthers([...others, { name: '', position: '' }])}><Icon name="plus" />{words.addOther}</Button></p>
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}

function MemberRow({ row, tried, onChange }: { row: Row; tried: boolean; onChange: (changes: Partial<Row>) => void }) {
  const { meetings: words } = useMessages();
  const missing = (text: string) => (tried && text.trim() === '' ? words.needed : null);
  const choices = (['present', 'absent', 'substitute'] as const).map((value) => ({ value, label: words[value] }));
  return (
    <div>
      <Select label={words.attends({ name: row.name })} value={row.came} options={choices} onChange={(came) => onChange({ came: came as Came })} hint={row.position} />
      {row.came === 'absent' && <Field label={words.absentWhy} value={row.reason} onChange={(reason) => onChange({ reason })} maxLength={300} autoComplete="off" error={missing(row.reason)} />}
      {row.came === 'substitute' && (
        <div className="meeting-pair">
          <Field label={words.substituteName} value={row.byName} onChange={(byName) => onChange({ byName })} maxLength={300} autoComplete="off" error={missing(row.byName)} />
          <Field label={words.substitutePosition} value={row.byPosition} onChange={(byPosition) => onChange({ byPosition })} maxLength={300} autoComplete="off" />
        </div>
      )}
    </div>
  );
}

/** Members who sit on the day, with what was written down of each. */
function rowsOf({ committee, heldOn, attendance }: Meeting): Row[] {
  const said = attendance?.content;
  return committee.members.filter(({ from, to }) => from <= heldOn && (to === null || to >= heldOn)).map(({ seat, name, position }) => {
    const row: Row = { seat, name, position, came: 'present', reason: '', byName: '', byPosition: '' };
    const absent = said?.absent.find((each) => each.seat === seat);
    const present = said?.present.find((each) => each.seat === seat);
    if (absent) return { ...row, came: 'absent' as const, reason: absent.reason };
    return present?.insteadOf ? { ...row, came: 'substitute' as const, byName: present.name, byPosition: present.position } : row;
  });
}

function sayingOf(rows: readonly Row[]): Pick<SaidAttendance, 'present' | 'absent'> {
  return {
    present: rows.flatMap((row): SaidAttendance['present'] => (row.came === 'absent' ? [] : row.came === 'present' ? [{ seat: row.seat, name: row.name, position: row.position, insteadOf: null }] : [{ seat: row.seat, name: row.byName.trim(), position: row.byPosition.trim(), insteadOf: row.name }])),
    absent: rows.flatMap((row) => (row.came === 'absent' ? [{ seat: row.seat, name: row.name, position: row.position, reason: row.reason.trim() }] : [])),
  };
}
