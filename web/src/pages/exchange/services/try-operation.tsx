import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServiceOperation, ServicePage } from '../../../api/data-service-queries.ts';
import { houseFetch, ownPage } from '../../../api/house-fetch.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { Field, LongField } from '../../../ui/field.tsx';

interface Tried { status: number; text: string }

/** Calls the sandbox from the page: the answer is made up, nothing is changed. */
export function TryOperation({ service, operation, title }: { service: ServicePage; operation: ServiceOperation; title: string }) {
  const { dataServices: words } = useMessages();
  const [path, setPath] = useState(operation.examplePath);
  const [body, setBody] = useState(operation.body ? JSON.stringify(operation.body.example, null, 2) : '');
  const trying = useMutation({ mutationFn: () => call(`/sandbox/${service.slug}${path.startsWith('/') ? path : `/${path}`}`, operation, body) });
  return (
    <details>
      <summary>{words.tryIt}<span className="sr"> {title}</span></summary>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); trying.mutate(); }}>
        <Field label={words.tryPath} value={path} onChange={setPath} maxLength={2000} autoComplete="off" mono />
        {operation.body && <LongField label={words.tryBody} value={body} onChange={setBody} rows={5} mono />}
        <div><Button type="submit" look="primary" isPending={trying.isPending}>{words.tryIt}<span className="sr"> {title}</span></Button></div>
        <div aria-live="polite">
          {trying.isError && <p className="t14">{words.tryFailed}</p>}
          {trying.data && <Shown tried={trying.data} title={title} />}
        </div>
      </form>
    </details>
  );
}

function Shown({ tried, title }: { tried: Tried; title: string }) {
  const { dataServices: words } = useMessages();
  return (
    <div className="code">
      <header><span className="t14"><b>{words.status({ status: tried.status })}</b> {words.triedNote}</span></header>
      <pre tabIndex={0} aria-label={`${words.tried} ${title}`}>{tried.text}</pre>
    </div>
  );
}

async function call(address: string, { method, body }: ServiceOperation, text: string): Promise<Tried> {
  const answer = await houseFetch(address, { method, headers: { ...ownPage, ...(body && { 'content-type': body.type }) }, ...(body && text.trim() !== '' && { body: text }) });
  const came = await answer.text();
  try { return { status: answer.status, text: JSON.stringify(JSON.parse(came), null, 2) }; } catch { return { status: answer.status, text: came }; }
}
