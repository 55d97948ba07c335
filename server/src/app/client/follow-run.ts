import type { ServerClient } from './server-client.ts';

export interface RunNews { id: number; state: string; progress: Record<string, number>; steps: { name: string; state: string; noteTh: string; noteEn: string }[]; [member: string]: any }

const OVER = ['published', 'no_change', 'rejected', 'failed', 'cancelled', 'superseded', 'held'];

/** Follows a run's events until it is over or held; falls back to asking when the stream breaks. */
export async function followRun(client: ServerClient, id: number, onNews: (run: RunNews) => void): Promise<RunNews> {
  for (;;) {
    const last = await readEvents(client, id, onNews).catch(() => null);
    if (last && OVER.includes(last.state)) return last;
    const run = await client.ask<RunNews>('GET', `/runs/${id}`);
    onNews(run);
    if (OVER.includes(run.state)) return run;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function readEvents(client: ServerClient, id: number, onNews: (run: RunNews) => void): Promise<RunNews | null> {
  const reply = await client.send('GET', `/runs/${id}/events`, { headers: { accept: 'text/event-stream' } });
  let text = '';
  let last: RunNews | null = null;
  const decoder = new TextDecoder();
  for await (const bytes of reply.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(bytes, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (!/^event: run$/m.test(block) || !data) continue;
      last = JSON.parse(data) as RunNews;
      onNews(last);
    }
  }
  return last;
}
