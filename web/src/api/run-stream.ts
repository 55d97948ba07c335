import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { runLogQuery, runQuery } from './queries.ts';
import type { LogLine, Run, RunState } from './types.ts';

const ended: readonly RunState[] = ['published', 'held', 'no_change', 'rejected', 'failed', 'cancelled', 'superseded'];

/** Whether nothing more will happen to the run by itself. A held run waits for a person. */
export function hasEnded(state: RunState): boolean {
  return ended.includes(state);
}

/**
 * Follows a run as the server tells it (server-sent events) and keeps the cached run and log up to date.
 *
 * @returns whether the line is open; when it breaks, the browser reconnects by itself and the page says so.
 */
export function useRunStream(id: number, active = true): { connected: boolean } {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    if (!active) return;
    const stream = new EventSource(`/api/v1/runs/${id}/events`);
    stream.onopen = () => setConnected(true);
    stream.onerror = () => setConnected(false);
    stream.addEventListener('run', (event: MessageEvent<string>) => {
      client.setQueryData(runQuery(id).queryKey, JSON.parse(event.data) as Run);
    });
    stream.addEventListener('log', (event: MessageEvent<string>) => {
      const line = JSON.parse(event.data) as LogLine;
      client.setQueryData(runLogQuery(id).queryKey, (known) => ({ items: withLine(known?.items ?? [], line) }));
    });
    return () => { stream.close(); setConnected(false); };
  }, [client, id, active]);
  return { connected };
}

/** A line may be told again after a reconnect; its id decides. */
function withLine(lines: LogLine[], line: LogLine): LogLine[] {
  return lines.some((known) => known.id === line.id) ? lines : [...lines, line];
}
