import { useQuery } from '@tanstack/react-query';
import { sourceKindsQuery } from '../../api/link-queries.ts';
import { useMessages, useTell } from '../../app/lang.ts';

/** What people call a kind of source; its short name until the kinds are known. */
export function useKindTitle(): (kind: string) => string {
  const { data } = useQuery(sourceKindsQuery);
  const tell = useTell();
  const { uploaded } = useMessages().sources;
  return (kind) => {
    if (kind === 'upload') return uploaded;
    const found = data?.find((each) => each.kind === kind);
    return found ? tell(found.title) : kind;
  };
}
