import { fillSnippet, snippetIds, snippetWays, type SnippetId, type SnippetValues, type SnippetWay } from '@saphan/contracts/snippets/fill-snippet';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import { useMessages } from '../../../app/lang.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Section } from '../../../ui/section.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import './snippets.css';

const snippetsQuery = queryOptions({ queryKey: ['exchange', 'snippets'], staleTime: Infinity, queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/snippets', { signal })) });

/** What a caller knows of the call that is shown; the rest is made up in its place. Parameters of the path (`{id}`) become words to fill in. */
export type SnippetCall = Pick<SnippetValues, 'service' | 'path' | 'method'> & Partial<Pick<SnippetValues, 'clientId' | 'system' | 'agreement' | 'purpose' | 'caseRef' | 'body' | 'kid' | 'subject'>>;

/** Programs that make one call, in the language that the reader chooses. */
export function Snippets({ call }: { call: SnippetCall }) {
  const { snippets: words } = useMessages();
  const [id, choose] = useState<SnippetId>('cli');
  const [way, take] = useState<SnippetWay>('key');
  const query = useQuery(snippetsQuery);
  const values: SnippetValues = { clientId: 'CLIENT_ID', system: 'TH/GOV/agency/system', agreement: 'SA-2569-0001', purpose: 'purpose', caseRef: '', body: '', subject: '', kid: 'KID', ...call, path: call.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => name.toUpperCase()), baseUrl: location.origin, keyFile: 'system.key.pem' };
  return (
    <Section title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={6}>{({ items }) => {
        const snippet = items.find((each) => each.id === id && each.way === way);
        const text = snippet ? fillSnippet(id, snippet.text, values) : '';
        const proves = words.ways[way];
        return (
          <div className="stack">
            <div className="snippet-head">
              <Segmented label={words.way} value={way} onChange={take} options={snippetWays.map((value) => ({ value, label: words.ways[value].name }))} />
              <Segmented label={words.language} value={id} onChange={choose} options={snippetIds.map((value) => ({ value, label: words.names[value] }))} />
              <CopyButton text={text} label={words.copy} done={words.copied} />
            </div>
            <p className="t14 muted">{proves.note} {words.needs[id]}</p>
            <pre className="snippet t13" tabIndex={0} role="group" aria-label={words.code({ file: snippet?.file ?? '' })} lang="en">{text}</pre>
          </div>
        );
      }}</Loaded>
    </Section>
  );
}
