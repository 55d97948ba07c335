import { useQuery } from '@tanstack/react-query';
import { edgesQuery } from '../../../api/edge-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';

/** Whether an edge of a system is connected, when it was last heard of, and its version. */
export function EdgeState({ system }: { system: string }) {
  const { edges: words } = useMessages();
  const { data } = useQuery(edgesQuery());
  const found = data?.items.find((each) => each.system === system)?.edges ?? [];
  const shown = found.find((each) => each.connected) ?? found[0];
  if (!shown) return <span className="muted">{words.never}</span>;
  return (
    <>
      <Badge glyph={shown.connected ? 'ok' : 'warn'}>{shown.connected ? words.connected : words.away}</Badge>
      <span className="sub t13 muted">{shown.connected ? `${words.version} ${shown.version}` : <ThaiDate iso={shown.lastSeenAt} style="withTime" />}</span>
    </>
  );
}
