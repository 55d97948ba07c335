import { MeterBar, type MeterTone } from '../../ui/meter.tsx';

interface Item { key: string; name: string; share: number | null; said: string }

/** Shares one under another, each with its words: no colour says what the words do not. */
export function ShareList({ title, note, items }: { title: string; note?: string; items: Item[] }) {
  return (
    <div>
      <h3 className="t16">{title}</h3>
      {note && <p className="muted t13">{note}</p>}
      <dl className="share-list">
        {items.map(({ key, name, share, said }) => <div key={key}><dt>{name}</dt><dd><MeterBar shares={[{ share: share ?? 0, tone: toneOf(share) }]} /><span className={share === null ? 'muted t13' : 'num'}>{said}</span></dd></div>)}
      </dl>
    </div>
  );
}

const toneOf = (share: number | null): MeterTone => share === null ? 'idle' : share >= 0.75 ? 'ok' : share >= 0.4 ? 'warn' : 'bad';
