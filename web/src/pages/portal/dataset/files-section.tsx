import { formatBytes } from '@saphan/contracts/numbers';
import type { CatalogueRecord } from '../../../api/portal-types.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Section } from '../../../ui/section.tsx';
import { fileUrl, formatNames, formats, webUrl } from './file-url.ts';

/** The newest release in every form, and what the agency put beside it. */
export function FilesSection({ record }: { record: CatalogueRecord }) {
  const words = useMessages().openDataset.files;
  const others = record.resources.filter(({ kind }) => kind !== 'release');
  return (
    <Section id="files" title={words.title} note={words.note}>
      {record.release && (
        <ul className="cards">
          {formats.map((format) => (
            <li key={format}>
              <h3>{formatNames[format]}</h3><p className="t14 muted">{words.formats[format]}</p>
              <p className="push"><a className={buttonClass()} href={fileUrl(record.slug, 'current', format)} download=""><Icon name="download" />{words.title}<span className="sr"> {formatNames[format]}</span></a></p>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && <OtherFiles of={others} />}
      {!record.release && others.length === 0 && <p className="soft">{words.none}</p>}
    </Section>
  );
}

function OtherFiles({ of }: { of: CatalogueRecord['resources'] }) {
  const words = useMessages().openDataset.files;
  const say = useSay();
  return (
    <>
      <h3>{words.others}</h3>
      <ul className="cards">
        {of.map((resource) => {
          const url = webUrl(resource.url);
          const isAway = resource.kind === 'link';
          return (
            <li key={resource.id}>
              <h4 className="t16">{url ? <a href={url} {...(isAway && { rel: 'noreferrer' })}>{say(resource, 'name') || resource.url}{isAway && ` ${words.otherSite}`}</a> : say(resource, 'name')}</h4>
              {resource.description && <p className="t14">{resource.description}</p>}
              <p className="row t14 push"><span className="chip">{resource.format}</span>{resource.bytes !== null && formatBytes(resource.bytes)}</p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
