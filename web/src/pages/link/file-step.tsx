import { formatBytes } from '@saphan/contracts/numbers';
import type { Raw } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { oneOf, usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { FileUpload } from '../../ui/file-upload.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useDesk } from './desk.ts';
import { keepRaw } from './link-work.ts';
import { SourcePanel } from './source-panel.tsx';

const accepted = ['.csv', '.tsv', '.txt', '.xlsx', '.xlsm', '.xls', '.ods', '.json', '.ndjson', '.jsonl', '.xml', '.dbf', '.parquet', '.zip', '.gz'];

/** Where the data come from: a file sent now, or a source that is fetched. */
export function FileStep() {
  const { link: words, sources } = useMessages();
  const [search, change] = usePageSearch();
  const way = oneOf(search['from'], ['file', 'source']);
  return (
    <Section title={way === 'file' ? words.file.title : sources.panel.title} aside={<Segmented label={words.way.label} value={way} options={[{ value: 'file', label: words.way.file }, { value: 'source', label: words.way.source }]} onChange={(from) => change({ from: from === 'file' ? undefined : from })} />}>
      {way === 'file' ? <FileWay /> : <SourcePanel />}
    </Section>
  );
}

function FileWay() {
  const words = useMessages().link.file;
  const { work, rawId, mode, to } = useDesk();
  const next = mode === 'current' ? 'preview' : 'profile';
  const take = (raw: Raw) => { keepRaw(raw); to(next, { raw: String(raw.rawId) }); };
  return (
    <>
      {rawId !== null && (
        <div className="panel"><div className="body row-between">
          <span><span className="muted t14">{words.have}</span><br /><b>{work.raw?.name ?? `#${rawId}`}</b> {work.raw && <span className="muted num">{formatBytes(work.raw.bytes)}</span>}</span>
          <Button look="primary" onPress={() => to(next)}>{words.sameFile}<Icon name="right" /></Button>
        </div></div>
      )}
      <FileUpload label={words.drop} hint={words.hint} accept={accepted} primary={rawId === null} onDone={take} />
    </>
  );
}
