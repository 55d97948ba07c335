import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { pauseQuery } from '../api/operations-queries.ts';
import { Icon } from '../ui/icon.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useLang, useMessages } from './lang.ts';
import { useMay } from './use-may.ts';

/** Says to everybody who sees runs that none is taken now, by whose order and why. */
export function PauseBanner() {
  const { operations: words } = useMessages();
  const lang = useLang();
  const may = useMay();
  const { data } = useQuery({ ...pauseQuery(), enabled: may('linkage.read-runs') });
  if (!data?.paused) return null;
  const { at, by, reason } = data.paused;
  return (
    <section className="operator operator-warn" aria-label={words.pausedName} role="status">
      <Icon name="pause" /><span>{words.pausedBanner({ by, reason, since: formatThaiDate(at, { style: 'withTime', lang }) })} {may('operations.read-operations') && <PageLink to="/operations">{words.toOperations}</PageLink>}</span>
    </section>
  );
}
