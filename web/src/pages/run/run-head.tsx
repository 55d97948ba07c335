import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { runQuery } from '../../api/queries.ts';
import { hasEnded } from '../../api/run-stream.ts';
import type { Run } from '../../api/types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Rich } from '../../ui/rich.tsx';
import { runGlyph } from '../../ui/run-mark.ts';
import { announce } from '../../ui/toast.tsx';
import { runLead } from './run-lead.ts';

/** What the run is of, how it stands in one sentence, and the way to stop it. */
export function RunHead({ run, disconnected }: { run: Run; disconnected: boolean }) {
  const words = useMessages();
  const say = useSay();
  const lang = useLang();
  const [stopping, setStopping] = useState(false);
  const kicker = (
    <>
      <span>{words.run.number({ id: run.id })}</span><span className="nw">{say(run.dataset.agency, 'name')}</span>
      <span>{words.run.triggers[run.trigger] ?? run.trigger} <ThaiDate iso={run.createdAt} style="withTime" /></span>
    </>
  );
  return (
    <>
      <PageHead kicker={kicker} title={<><Mark glyph={runGlyph[run.state]} /> <PageLink className="plain" to={`/datasets/${run.dataset.slug}`}>{say(run.dataset, 'title')}</PageLink> {words.run.titles[run.state]}</>}
        lead={<span role="status"><Rich text={runLead(run, words.run.lead, lang)} /></span>}
        actions={!hasEnded(run.state) && <Button look="danger" onPress={() => setStopping(true)}><Icon name="stop" />{words.run.cancel}</Button>}>
        {disconnected && <p className="t14 muted">{words.run.disconnected}</p>}
      </PageHead>
      {stopping && <StopDialog id={run.id} onClose={() => setStopping(false)} />}
    </>
  );
}

function StopDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const words = useMessages().run;
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => ask<Run>('POST', `/runs/${id}/cancel`),
    onSuccess: (run) => { client.setQueryData(runQuery(id).queryKey, run); announce(words.cancelDone); onClose(); },
  });
  return (
    <Dialog title={words.cancelTitle} isOpen onClose={onClose} alert actions={<><Button onPress={onClose}>{words.keepGoing}</Button><Button look="danger" isPending={stop.isPending} onPress={() => stop.mutate()}>{words.cancel}</Button></>}>
      <p>{words.cancelWhy}</p>
      {stop.isError && <ProblemView error={stop.error} />}
    </Dialog>
  );
}
