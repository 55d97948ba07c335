import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Numbered } from '../../ui/numbered.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { SecurityFrame } from '../security/security-frame.tsx';
import { AdoptSection } from './adopt-section.tsx';
import { TargetsSection } from './targets-section.tsx';

/** Directories: those that keep accounts here, and those that hear of ours. */
export function DirectoriesPage() {
  const words = useMessages().directories;
  const may = useMay();
  return (
    <SecurityFrame title={words.title} lead={words.lead}>
      <Inward />
      {may('identity.manage-service-accounts') && <AdoptSection />}
      {may('identity.list-scim-targets') && <TargetsSection />}
    </SecurityFrame>
  );
}

/** How the personnel system of an agency is pointed here (docs/guides/directories.md). */
function Inward() {
  const { directories: words, shell } = useMessages();
  const address = `${location.origin}/scim/v2`;
  return (
    <Section title={words.inward} note={words.inwardNote} aside={<PageLink className={buttonClass('small')} to="/accounts" search={{ kind: 'service' }}>{words.toAccounts}</PageLink>}>
      <Numbered lines={words.steps} />
      <p>{words.address}: <code className="secret-text">{address}</code> <CopyButton text={address} label={shell.copy} done={shell.copied} /></p>
      <p className="soft t14">{words.inwardAfter}</p>
    </Section>
  );
}
