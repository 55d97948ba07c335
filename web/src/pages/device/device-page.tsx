import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import { deviceQuery } from '../../api/session-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { RequireSignIn } from '../../app/require-sign-in.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ScopeList } from '../consent/scope-list.tsx';
import { deviceCode } from './device-code.ts';

/** Lets a program or a device without a keyboard work in somebody's name, after the codes were compared. */
export function DevicePage() {
  const words = useMessages().consent.device;
  const [search, change] = usePageSearch();
  const code = deviceCode(textOf(search['user_code']) ?? '');
  return (
    <OutsidePage title={words.title}>
      <div className="page-title"><h1>{words.title}</h1>{!code && <p className="lead">{words.lead}</p>}</div>
      <RequireSignIn>
        {code ? <Answer code={code} onOther={() => change({ user_code: undefined })} /> : <AskCode onCode={(next) => change({ user_code: next })} />}
      </RequireSignIn>
    </OutsidePage>
  );
}

function AskCode({ onCode }: { onCode: (code: string) => void }) {
  const words = useMessages();
  const { device } = words.consent;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const code = deviceCode(text);
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (code) onCode(code); };
  return (
    <form className="panel" onSubmit={send} aria-label={device.title}>
      <div className="body stack">
        <Field label={device.code} hint={device.codeHint} value={text} onChange={setText} autoComplete="off" spellCheck="false" maxLength={20} error={tried && !code ? device.codeHint : null} mono autoFocus />
        <div><Button look="primary" type="submit">{device.next}</Button></div>
      </div>
    </form>
  );
}

function Answer({ code, onOther }: { code: string; onOther: () => void }) {
  const words = useMessages().consent.device;
  const say = useSay();
  const query = useQuery(deviceQuery(code));
  const answering = useMutation({ mutationFn: (approve: boolean) => ask('POST', '/device', { body: { userCode: code, approve } }) });
  if (answering.isSuccess) {
    const allowed = answering.variables;
    return <Callout tone={allowed ? 'ok' : 'info'} title={allowed ? words.allowed : words.denied} alert><p className="t14">{allowed ? words.allowedNext : words.deniedNext}</p></Callout>;
  }
  return (
    <>
      <Loaded query={query} label={words.loading}>
        {(request) => (
          <section className="panel" aria-label={words.title}>
            <div className="body stack">
              <p className="t16"><Rich text={words.ask({ service: say(request.client, 'name') })} /></p>
              <p className="device-code mono">{code}</p>
              <p>{words.compare}</p>
              {request.scopes.length > 0 && <><h2 className="t16">{words.may}</h2><ScopeList scopes={request.scopes} /></>}
              {answering.isError && <ProblemView error={answering.error} />}
              <div className="row">
                <Button look="primary" isPending={answering.isPending} onPress={() => answering.mutate(true)}>{words.allow}</Button>
                <Button look="danger" isDisabled={answering.isPending} onPress={() => answering.mutate(false)}>{words.deny}</Button>
              </div>
            </div>
          </section>
        )}
      </Loaded>
      <div><Button look="quiet" onPress={onOther}>{words.other}</Button></div>
    </>
  );
}
