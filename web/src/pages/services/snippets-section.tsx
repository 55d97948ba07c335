import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { snippetsQuery, type Snippets } from '../../api/service-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';

/** Code that joins this very service, one language at a time. */
export function SnippetsSection({ clientId }: { clientId: string }) {
  const words = useMessages().services.snippets;
  const query = useQuery(snippetsQuery(clientId));
  return <Section id="snippets" title={words.title} note={words.note}><Loaded query={query} label={words.loading}>{(found) => <Languages found={found} />}</Loaded></Section>;
}

function Languages({ found: { snippets, discoveryUrl } }: { found: Snippets }) {
  const { services: { snippets: words }, shell } = useMessages();
  const [language, setLanguage] = useState(snippets[0]?.language ?? '');
  const shown = snippets.find((each) => each.language === language) ?? snippets[0];
  if (!shown) return null;
  return (
    <div className="stack">
      <p className="t14 row">{words.discovery} <code className="secret-text">{discoveryUrl}</code><CopyButton text={discoveryUrl} label={shell.copy} done={shell.copied} /></p>
      <div className="code">
        <header><Segmented label={words.language} value={shown.language} options={snippets.map((each) => ({ value: each.language, label: each.title.split(' · ')[0] ?? each.title }))} onChange={setLanguage} /><CopyButton text={shown.code} label={shell.copy} done={shell.copied} /></header>
        <pre tabIndex={0} aria-label={`${shown.title} ${shown.file}`}><span className="tok-c">{shown.install}{'\n'}{shown.file}</span>{'\n\n'}{shown.code}</pre>
      </div>
    </div>
  );
}
