import { useQuery } from '@tanstack/react-query';
import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import { ApiProblem } from '../../api/client.ts';
import { previewQuery } from '../../api/link-queries.ts';
import type { Preview } from '../../api/link-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { useDesk } from './desk.ts';
import { ByReason, PassingRows, RejectSamples } from './preview-tables.tsx';
import { StepFoot } from './step-foot.tsx';
import { useDeskYaml } from './use-desk-yaml.ts';

/** The contract tried on the file: what passes, what would be quarantined and why. */
export function PreviewStep() {
  const words = useMessages().link.preview;
  const { rawId, mode, work } = useDesk();
  const yaml = useDeskYaml();
  const query = useQuery({ ...previewQuery(rawId ?? 0, yaml ?? ''), enabled: rawId !== null && yaml !== null });
  const mismatch = query.error instanceof ApiProblem && query.error.problem.code === 'linkage.header-mismatch';
  return (
    <>
      <Section title={words.title} note={work.raw?.name}>
        {mismatch ? <Mismatch error={query.error as ApiProblem} /> : <Loaded query={query} label={words.loading} lines={8}>{(preview) => <Tried preview={preview} />}</Loaded>}
      </Section>
      <StepFoot back={mode === 'draft' ? 'contract' : 'file'} next="plan" blocked={query.data ? null : query.isError ? words.fixFirst : words.loading} />
    </>
  );
}

/** The header does not fit: names the columns and offers a new version made from this file. */
function Mismatch({ error }: { error: ApiProblem }) {
  const words = useMessages().link.preview;
  const { mode, to } = useDesk();
  const header = (error.problem as unknown as { header?: unknown }).header;
  return (
    <ProblemView error={error}>
      {Array.isArray(header) && <p className="t14"><b>{words.inFile}</b> {header.filter(Boolean).join(' · ')}</p>}
      <p className="row">{mode === 'current'
        ? <Button look="primary" onPress={() => to('profile', { mode: 'draft' })}>{words.newVersion}</Button>
        : <Button onPress={() => to('contract')}>{words.editContract}</Button>}</p>
    </ProblemView>
  );
}

function Tried({ preview }: { preview: Preview }) {
  const words = useMessages().link.preview;
  const tell = useTell();
  const { work, basis, mode } = useDesk();
  const share = preview.read === 0 ? 0 : preview.bad / preview.read;
  const limit = (mode === 'current' ? basis?.contract : work.contract)?.gates.maxRejectRatio ?? null;
  const said = words.pass({ ok: formatNumber(preview.ok), read: formatNumber(preview.read) }) + (preview.bad > 0 ? words.bad({ bad: formatNumber(preview.bad), share: formatPercent(share) }) : words.allPass);
  return (
    <>
      <p className="lede row" role="status"><Mark glyph={preview.bad === 0 ? 'ok' : 'warn'} /><span><Rich text={said} /></span></p>
      {limit !== null && share > limit && <Callout tone="warn" title={words.overGate({ limit: formatPercent(limit) })} level={3} />}
      {preview.truncated && <p className="t14 muted">{words.truncated}</p>}
      {preview.notes.length > 0 && <Callout tone="idle" title={words.notes} level={3}><ul className="plain-list t14">{preview.notes.map((note, at) => <li key={at}>{tell(note)}</li>)}</ul></Callout>}
      {preview.byCode.length > 0 && <ByReason preview={preview} />}
      {preview.rejects.length > 0 && <RejectSamples preview={preview} />}
      <PassingRows preview={preview} />
    </>
  );
}
