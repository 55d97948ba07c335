import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import type { Alarm } from '../../api/identity-types.ts';
import { myAlarmsQuery } from '../../api/session-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { EndAll } from './sessions-page.tsx';
import { useChange } from './use-change.ts';

/** What looked unusual and was not answered yet: "that was me", or out of every device. */
export function AlarmsSection() {
  const words = useMessages().account.history.alarms;
  const query = useQuery(myAlarmsQuery());
  const [ending, setEnding] = useState(false);
  return (
    <Section title={words.title}>
      <Loaded query={query} label={words.loading} lines={1}>
        {({ items }) => {
          const open = items.filter((alarm) => alarm.seenAt === null);
          return open.length === 0 ? <p className="soft">{words.none}</p> : <div className="device-list">{open.map((alarm) => <OneAlarm key={alarm.id} alarm={alarm} onNotMe={() => setEnding(true)} />)}</div>;
        }}
      </Loaded>
      {ending && <EndAll onClose={() => setEnding(false)} />}
    </Section>
  );
}

function OneAlarm({ alarm, onNotMe }: { alarm: Alarm; onNotMe: () => void }) {
  const words = useMessages().account.history.alarms;
  const seeing = useChange(() => ask('POST', `/me/alarms/${alarm.id}/seen`, { body: {} }), words.seenDone);
  return (
    <Callout tone="warn" level={3} title={words.kinds[alarm.kind] ?? alarm.kind}>
      <p className="t14"><ThaiDate iso={alarm.at} style="withTime" /></p>
      {seeing.isError && <ProblemView error={seeing.error} />}
      <div className="row"><Button look="small" isPending={seeing.isPending} onPress={() => seeing.mutate()}>{words.seen}</Button><Button look={['small', 'danger']} onPress={onNotMe}>{words.notMe}</Button></div>
    </Callout>
  );
}
