import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import { partsOf, type SystemPage } from '../../../api/system-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Select } from '../../../ui/select.tsx';
import { makeKey, saveText, type BrowserKey } from './browser-key.ts';
import { PastedKey, type Pasted } from './pasted-key.tsx';

const none = 'none';
const overlaps = ['0', '24', '168', '720'] as const;

/** Adds a key: made here, the private half kept by the person; or pasted, with a challenge signed elsewhere. */
export function AddKeyDialog({ system, onClose }: { system: SystemPage; onClose: () => void }) {
  const { systems: words } = useMessages();
  const [way, setWay] = useState<'make' | 'paste'>('make');
  const [made, setMade] = useState<BrowserKey | null>(null);
  const [saved, setSaved] = useState(false);
  const [pasted, setPasted] = useState<Pasted>({ key: '', challenge: null, signature: '' });
  const [more, setMore] = useState({ replaces: none, overlap: '168', note: '' });
  const path = partsOf(system.path);
  const acting = useAct(async () => {
    const key = way === 'make' && made ? made.publicJwk as Record<string, unknown> : pasted.key.trim();
    const signature = way === 'make' && made ? await made.sign((await told(api.POST('/api/v1/exchange/systems/{agency}/{code}/key-challenges', { params: { path }, body: { key } }))).challenge) : pasted.signature.trim();
    return told(api.POST('/api/v1/exchange/systems/{agency}/{code}/keys', { params: { path }, body: {
      key, signature, custody: 'agency', ...(more.note.trim() && { note: more.note.trim() }), ...(more.replaces !== none && { replaces: { kid: more.replaces, overlapHours: Number(more.overlap) } }),
    } }));
  }, words.keyAdded, onClose);
  const ready = way === 'make' ? made !== null && saved : pasted.challenge !== null && pasted.signature.trim() !== '';
  return (
    <FormDialog title={words.addKey} verb={words.addKey} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Segmented label={words.how} value={way} options={(['make', 'paste'] as const).map((value) => ({ value, label: words.ways[value] }))} onChange={setWay} />
          {way === 'make' ? <MadeKey made={made} code={system.code} tried={tried && !saved} onMade={setMade} onSaved={() => setSaved(true)} /> : <PastedKey path={path} pasted={pasted} onChange={setPasted} tried={tried} />}
          <Replacing system={system} more={more} onChange={setMore} />
        </>
      )}
    </FormDialog>
  );
}

function MadeKey({ made, code, tried, onMade, onSaved }: { made: BrowserKey | null; code: string; tried: boolean; onMade: (made: BrowserKey) => void; onSaved: () => void }) {
  const { systems: words } = useMessages();
  return (
    <div className="stack">
      <p className="t14">{words.makeWhy}</p>
      {made === null ? <div><Button onPress={() => void makeKey().then(onMade)}>{words.make}</Button></div> : (
        <>
          <p className="t14" role="status">{words.made({ algorithm: made.algorithm })}</p>
          <div><Button look="primary" onPress={() => { saveText(`${code}-private-key.pem`, made.pem); onSaved(); }}>{words.download}</Button></div>
          <p className="t14 muted">{words.downloadWhy}</p>
        </>
      )}
      {tried && <p className="t14 err" role="alert">{words.downloadFirst}</p>}
    </div>
  );
}

interface More { replaces: string; overlap: string; note: string }

function Replacing({ system, more, onChange }: { system: SystemPage; more: More; onChange: (more: More) => void }) {
  const { systems: words } = useMessages();
  const valid = system.keyList.filter((each) => each.state === 'valid');
  return (
    <>
      {valid.length > 0 && <Select label={words.replaces} value={more.replaces} options={[{ value: none, label: words.replacesNone }, ...valid.map((each) => ({ value: each.kid, label: `${each.kid.slice(0, 12)}… ${each.algorithm}` }))]} onChange={(replaces) => onChange({ ...more, replaces })} />}
      {more.replaces !== none && <Select label={words.overlap} value={more.overlap} options={overlaps.map((value) => ({ value, label: words.overlaps[value] }))} onChange={(overlap) => onChange({ ...more, overlap })} />}
      <Field label={words.note} value={more.note} onChange={(note) => onChange({ ...more, note })} maxLength={300} autoComplete="off" />
    </>
  );
}
