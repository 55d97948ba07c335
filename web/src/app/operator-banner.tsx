import { useQuery } from '@tanstack/react-query';
import { systemQuery } from '../api/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { useMessages, useTell } from './lang.ts';

/** Says how the server runs when that matters, and how far the sample ministry has filled. */
export function OperatorBanner() {
  const words = useMessages().shell;
  const tell = useTell();
  const { data } = useQuery(systemQuery());
  if (!data || (!data.banner && !data.sample?.running)) return null;
  return (
    <section className="operator" aria-label={words.server}>
      <Icon name="lock" /><span>{data.banner && tell(data.banner)}</span>
      {data.sample?.running && <span className="live num">{words.sampleRunning(data.sample)}</span>}
    </section>
  );
}
