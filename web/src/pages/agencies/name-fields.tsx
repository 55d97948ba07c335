import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';

export interface Names { nameTh: string; nameEn: string; abbrTh: string; abbrEn: string }

const thai = /[ก-๛]/;
export const isNamed = (names: Names): boolean => Object.values(names).every((text) => text.trim() !== '') && thai.test(names.nameTh);

/** The four names of an agency. */
export function NameFields({ names, tried, onChange }: { names: Names; tried: boolean; onChange: (names: Names) => void }) {
  const { agencies: words } = useMessages();
  const fault = (field: keyof Names) => (!tried ? null : names[field].trim() === '' ? words.needed : field === 'nameTh' && !thai.test(names.nameTh) ? words.thaiNeeded : null);
  return (
    <>
      <Field label={words.nameTh} value={names.nameTh} onChange={(nameTh) => onChange({ ...names, nameTh })} maxLength={200} autoComplete="off" error={fault('nameTh')} />
      <Field label={words.nameEn} value={names.nameEn} onChange={(nameEn) => onChange({ ...names, nameEn })} maxLength={200} autoComplete="off" error={fault('nameEn')} />
      <div className="pair">
        <Field label={words.abbrTh} value={names.abbrTh} onChange={(abbrTh) => onChange({ ...names, abbrTh })} maxLength={40} autoComplete="off" error={fault('abbrTh')} />
        <Field label={words.abbrEn} value={names.abbrEn} onChange={(abbrEn) => onChange({ ...names, abbrEn })} maxLength={40} autoComplete="off" error={fault('abbrEn')} />
      </div>
    </>
  );
}
