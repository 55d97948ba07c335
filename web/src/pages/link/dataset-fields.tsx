import type { Contract } from '@saphan/contracts/contract';
import { isDatasetSlug } from '@saphan/contracts/ids';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agenciesQuery } from '../../api/queries.ts';
import type { Agency } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { DatasetPicker } from './dataset-picker.tsx';
import { useDesk } from './desk.ts';

/** Whose file this is: a new dataset with its agency and titles, or one that exists. */
export function DatasetFields({ contract, onChange }: { contract: Contract; onChange: (contract: Contract) => void }) {
  const words = useMessages().link.contract.dataset;
  const { slug, basis, to } = useDesk();
  const [choosing, setChoosing] = useState(false);
  const existing = slug !== null || choosing;
  const choose = (way: 'new' | 'existing') => { setChoosing(way === 'existing'); if (way === 'new' && slug !== null) to('contract', { dataset: undefined, mode: undefined }); };
  return (
    <Section title={words.title} aside={<Segmented label={words.which} value={existing ? 'existing' : 'new'} onChange={choose} options={[{ value: 'new', label: words.isNew }, { value: 'existing', label: words.existing }]} />}>
      <div className="panel"><div className="body stack">
        {existing
          ? <DatasetPicker label={words.choose} value={slug ?? ''} hint={basis?.version ? words.hasContract({ version: basis.version }) : undefined} onChange={(dataset) => { if (dataset && dataset !== slug) to('contract', { dataset, mode: 'draft' }); }} />
          : <NewDatasetFields contract={contract} onChange={onChange} />}
      </div></div>
    </Section>
  );
}

function NewDatasetFields({ contract, onChange }: { contract: Contract; onChange: (contract: Contract) => void }) {
  const words = useMessages();
  const { dataset } = words.link.contract;
  const { work } = useDesk();
  const agencies = useQuery(agenciesQuery());
  return (
    <>
      <Loaded query={agencies} label={dataset.loading} lines={1}>
        {(page) => <AgencyField agencies={page.items} contract={contract} onChange={onChange} />}
      </Loaded>
      <div className="field-grid wide">
        <Field label={dataset.titleTh} value={contract.titleTh} maxLength={300} onChange={(titleTh) => onChange({ ...contract, titleTh })} error={contract.titleTh.trim() ? null : dataset.titleFirst} />
        <Field label={dataset.titleEn} value={contract.titleEn} maxLength={300} onChange={(titleEn) => onChange({ ...contract, titleEn })} error={contract.titleEn.trim() ? null : dataset.titleFirst} />
      </div>
      <Field label={dataset.slug} mono value={contract.dataset} maxLength={63} hint={dataset.slugHint} onChange={(slug) => onChange({ ...contract, dataset: slug.toLowerCase() })} error={isDatasetSlug(contract.dataset) ? null : dataset.slugBad} isDisabled={work.added !== null} />
    </>
  );
}

/** The owner; where the file's own title names an agency, that one is offered first and said to be a guess. */
function AgencyField({ agencies, contract, onChange }: { agencies: Agency[]; contract: Contract; onChange: (contract: Contract) => void }) {
  const words = useMessages();
  const say = useSay();
  const { work, change } = useDesk();
  const named = agencies.filter((agency) => contract.titleTh.includes(agency.nameTh));
  const guess = named.length === 1 && work.agencyId === '' ? named[0] : undefined;
  const choose = (agencyId: string) => {
    change({ agencyId });
    if (work.agencyId === '' && agencyId !== '' && !contract.dataset.includes('-')) onChange({ ...contract, dataset: `${agencyId}-${contract.dataset}`.slice(0, 63) });
  };
  return (
    <>
      <ComboBox label={words.link.contract.dataset.agency} value={work.agencyId} openLabel={words.shell.openList} onChange={choose} options={agencies.map((agency) => ({ value: agency.id, label: say(agency, 'name'), hint: agency.abbrTh }))} />
      {guess && <p className="row t14"><span className="muted">{words.link.contract.dataset.namedInTitle}</span><Button look="small" onPress={() => choose(guess.id)}>{say(guess, 'name')}</Button></p>}
    </>
  );
}
