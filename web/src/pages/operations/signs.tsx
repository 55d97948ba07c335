import type { Sign } from '../../api/operations-queries.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { Mark } from '../../ui/mark.tsx';

/** What needs a person now, then what is worth knowing; nothing when all is well. */
export function Signs({ signs }: { signs: readonly Sign[] }) {
  const { operations: words } = useMessages();
  const groups = [{ level: 'act', tone: 'bad', title: words.actTitle }, { level: 'watch', tone: 'warn', title: words.watchTitle }] as const;
  const shown = groups.map((group) => ({ ...group, signs: signs.filter((sign) => sign.level === group.level) })).filter((group) => group.signs.length > 0);
  if (shown.length === 0) return null;
  return (
    <section className="section stack" aria-label={`${words.actTitle}, ${words.watchTitle}`} role="status">
      {shown.map((group) => <Callout key={group.level} tone={group.tone} title={group.title}><SignList signs={group.signs} /></Callout>)}
    </section>
  );
}

function SignList({ signs }: { signs: readonly Sign[] }) {
  const tell = useTell();
  return (
    <ul className="stack-1 sign-list">
      {signs.map((sign) => (
        <li key={`${sign.code} ${sign.en}`}>
          <Mark glyph={sign.level === 'act' ? 'over' : 'warn'} /><span><b className="w5">{tell(sign)}</b><span className="sub t14 soft">{tell({ th: sign.nextTh, en: sign.nextEn })}</span></span>
        </li>
      ))}
    </ul>
  );
}
