import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemView } from './problem-view.tsx';
import { Skeleton } from './skeleton.tsx';

/** The three states of something asked for: on its way, refused, there. Content that is there stays when a refresh fails, under the message. */
export function Loaded<Data>({ query, label, lines, children }: {
  query: UseQueryResult<Data>; label: string; lines?: number; children: (data: Data) => ReactNode;
}) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return <>{query.isError && <ProblemView error={query.error} onRetry={retry} />}{children(query.data)}</>;
  }
  if (query.isError) return <ProblemView error={query.error} onRetry={retry} />;
  return <Skeleton label={label} {...(lines && { lines })} />;
}
