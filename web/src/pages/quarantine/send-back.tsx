import { useMutation } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import type { Raw, Run } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { FileUpload } from '../../ui/file-upload.tsx';
import { Numbered } from '../../ui/numbered.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Takes the corrected file and starts a run that touches only its rows. */
export function SendBack({ run }: { run: Run }) {
  const words = useMessages().quarantine.send;
  const go = useGo();
  const replay = useMutation({
    mutationFn: (raw: Raw) => ask<Run>('POST', `/runs/${run.id}/replay`, { body: { rawId: raw.rawId } }),
    onSuccess: (started) => go(`/runs/${started.id}`),
  });
  return (
    <Section id="send" title={words.title} className="no-print">
      <Numbered lines={words.steps} />
      {replay.isError && <ProblemView error={replay.error} {...(replay.variables && { onRetry: () => replay.mutate(replay.variables) })} />}
      {replay.isPending ? <Skeleton label={words.starting} lines={2} /> : <FileUpload label={words.drop} hint={words.hint} accept={['.xlsx', '.csv', '.tsv', '.txt']} onDone={(raw) => replay.mutate(raw)} />}
    </Section>
  );
}
