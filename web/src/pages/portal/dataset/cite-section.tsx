import type { CatalogueRecord } from '../../../api/portal-types.ts';
import { useLang, useMessages } from '../../../app/lang.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { citeAsBibtex, citeAsText } from './cite.ts';

/** How to name this release in a list of references, and how to show the dataset in another site. */
export function CiteSection({ record }: { record: CatalogueRecord }) {
  const words = useMessages().openDataset.cite;
  const lang = useLang();
  const now = new Date();
  const address = `${location.origin}/${lang}/data/${record.slug}`;
  const embed = `<iframe src="${location.origin}/embed/${record.slug}?lang=${lang}" width="420" height="260" loading="lazy" title="${words.embedTitle}"></iframe>`;
  return (
    <Section id="cite" title={words.title} note={words.note}>
      <Text title={words.thai} text={citeAsText(record, address, now, lang, words)} />
      <Text title="BibTeX" text={citeAsBibtex(record, address, now)} />
      {record.state === 'published' && record.audience === 'open' && <Text title={words.embed} text={embed} />}
    </Section>
  );
}

function Text({ title, text }: { title: string; text: string }) {
  const words = useMessages().shell;
  return (
    <div className="code">
      <header><b className="t14">{title}</b><CopyButton text={text} label={words.copy} done={words.copied} /></header>
      <pre tabIndex={0} role="region" aria-label={title}>{text}</pre>
    </div>
  );
}
