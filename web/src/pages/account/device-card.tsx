import type { MySession } from '../../api/identity-types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { agentName } from './agent-name.ts';

/** One device: since when, from where, how it was confirmed, and what was entered from it. */
export function DeviceCard({ session, onEnd }: { session: MySession; onEnd: () => void }) {
  const words = useMessages().account.sessions;
  const device = agentName(session.agent) ?? words.unknownDevice;
  const methods = session.methods.map((method) => words.methods[method] ?? method).join(' + ');
  return (
    <div className="panel" role="group" aria-label={device}>
      <header>
        <h2 className="t16 row">{device}{session.current && <Badge glyph="ok">{words.here}</Badge>}</h2>
        <Button look={['small', 'danger']} onPress={onEnd}>{words.end}<span className="sr"> {device}</span></Button>
      </header>
      <div className="body device-card">
        <dl className="facts">
          <dt>{words.since}</dt><dd><ThaiDate iso={session.authenticatedAt} style="withTime" /></dd>
          <dt>{words.seen}</dt><dd><ThaiDate iso={session.seenAt} near /></dd>
          <dt>{words.how}</dt><dd>{methods}</dd>
          {session.address && <><dt>{words.address}</dt><dd className="num">{session.address}</dd></>}
          <dt>{words.services}</dt><dd><Services session={session} /></dd>
        </dl>
      </div>
    </div>
  );
}

function Services({ session }: { session: MySession }) {
  const words = useMessages().account.sessions;
  const say = useSay();
  if (session.services.length === 0) return <span className="muted">{words.noServices}</span>;
  return (
    <ul className="stack-1">
      {session.services.map((service) => (
        <li key={service.clientId}>{say(service, 'name')} <span className="muted">{service.endedAt ? words.left : <ThaiDate iso={service.seenAt} near />}</span></li>
      ))}
    </ul>
  );
}
