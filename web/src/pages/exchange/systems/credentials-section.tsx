import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../../api/client.ts';
import { partsOf, systemCredentialsQuery, type SystemCredentials, type SystemPage } from '../../../api/system-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { Section } from '../../../ui/section.tsx';

/** The sign-on client of a system, which its keeper makes with one press. */
export function CredentialsSection({ system }: { system: SystemPage }) {
  const { credentials: words } = useMessages();
  const query = useQuery(systemCredentialsQuery(system.path));
  return (
    <Section id="credentials" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={3}>{(found) => <Credentials system={system} found={found} />}</Loaded>
    </Section>
  );
}

function Credentials({ system, found }: { system: SystemPage; found: SystemCredentials }) {
  const { credentials: words, systems } = useMessages();
  const acting = useAct((bound: boolean) => told(api.POST('/api/v1/exchange/systems/{agency}/{code}/credentials', { params: { path: partsOf(system.path) }, body: { bound } })), found.isOwn ? words.changed : words.made);
  const why = !system.mayKeep ? systems.mayNot : system.state !== 'active' ? words.notActive : system.keys === 0 ? words.needsKey : null;
  const failed = acting.isError && <ProblemView error={acting.error} />;
  if (!found.isOwn) {
    return found.clientId === null ? (
      <>
        <Empty icon="key" title={words.none} action={<><Button look="primary" isDisabled={why !== null} isPending={acting.isPending} onPress={() => acting.mutate(true)}>{words.make}</Button>{why && <p className="t14 muted">{why}</p>}</>}>{words.noneWhy}</Empty>
        {failed}
      </>
    ) : <p className="t14 muted">{words.other}</p>;
  }
  return (
    <div className="stack">
      {found.suspended && <p className="t14"><Badge glyph="bad">{words.suspended}</Badge></p>}
      <Facts found={found} />
      <div><Button isDisabled={why !== null} isPending={acting.isPending} onPress={() => acting.mutate(!found.bound)}>{found.bound ? words.boundOff : words.boundOn}</Button>{why && <p className="t14 muted">{why}</p>}</div>
      {failed}
      <Commands system={system} clientId={found.clientId ?? ''} />
    </div>
  );
}

function Facts({ found }: { found: SystemCredentials }) {
  const { credentials: words } = useMessages();
  return (
    <dl className="facts">
      <Fact name={words.clientId}><code className="secret-text">{found.clientId}</code></Fact>
      <Fact name={words.keys}>{found.keys.length === 0 ? <Badge glyph="warn">{words.noKeys}</Badge> : found.keys.map((kid) => <code key={kid} className="secret-text">{kid}</code>)}</Fact>
      <Fact name={words.tokenEndpoint}><code className="secret-text">{found.tokenEndpoint}</code></Fact>
      <Fact name={words.resource}><code className="secret-text">{found.resource}</code></Fact>
      <Fact name={words.scope}><code>{found.scope}</code></Fact>
      <Fact name={words.binding}>{found.bound ? words.boundYes : words.boundNo}</Fact>
    </dl>
  );
}

/** With the system's own names filled in; service and agreement are the reader's. */
function Commands({ system, clientId }: { system: SystemPage; clientId: string }) {
  const { credentials: words } = useMessages();
  const common = `--url ${location.origin} --system ${system.path} --key system.key.pem`;
  const lines = [
    { id: 'sandbox', name: words.tryCommand, text: `saphan call SERVICE /PATH --sandbox ${common}` },
    { id: 'token', name: words.command, text: `saphan call SERVICE /PATH --client-id ${clientId} --token-only --agreement SA-… --purpose CODE ${common}` },
  ];
  return (
    <>
      <p className="t14 muted">{words.commandWhy}</p>
      {lines.map(({ id, name, text }) => (
        <div key={id}>
          <p className="t14">{name}<br /><code className="secret-text" lang="en">{text}</code></p>
          <CopyButton text={text} label={words.copy} done={words.copied} />
        </div>
      ))}
    </>
  );
}
