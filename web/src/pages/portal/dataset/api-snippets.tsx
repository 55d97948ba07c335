import { useState } from 'react';
import { useMessages } from '../../../app/lang.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { languageNames, languages, snippetOf, type Language } from './snippets.ts';

/** Lines that read this dataset in four languages; they work as they stand. */
export function ApiSnippets({ slug }: { slug: string }) {
  const words = useMessages();
  const [language, setLanguage] = useState<Language>('curl');
  const text = snippetOf(language, location.origin, slug);
  return (
    <Section id="api" title={words.openDataset.api.title} note={words.openDataset.api.note}>
      <div className="code">
        <header>
          <Segmented label={words.openDataset.api.which} value={language} options={languages.map((value) => ({ value, label: languageNames[value] }))} onChange={setLanguage} />
          <CopyButton text={text} label={words.shell.copy} done={words.shell.copied} />
        </header>
        <pre tabIndex={0} role="region" aria-label={`${words.openDataset.api.run} ${languageNames[language]}`}>{text}</pre>
      </div>
    </Section>
  );
}
