import { useQuery } from '@tanstack/react-query';
import { policiesQuery, type WrittenPolicy } from '../../api/rights-queries.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { RightsFrame } from './rights-frame.tsx';
import './rights.css';

/** Every policy in words, with its text for whoever wants to check it. */
export function PoliciesPage() {
  const words = useMessages().rights.policies;
  const query = useQuery(policiesQuery());
  return (
    <RightsFrame title={words.title} lead={query.data && <Rich text={words.lead({ count: query.data.items.length })} />}>
      <Loaded query={query} label={words.loading} lines={8}>
        {({ items, version }) => (
          <>
            {(['permit', 'forbid'] as const).map((effect) => (
              <Section key={effect} title={effect === 'permit' ? words.permits : words.forbids}>
                <ul className="policy-list">{items.filter((each) => each.effect === effect).map((policy) => <li key={policy.id}><OnePolicy policy={policy} /></li>)}</ul>
              </Section>
            ))}
            <p className="t14 muted">{words.version} <code className="secret-text">{version}</code></p>
          </>
        )}
      </Loaded>
    </RightsFrame>
  );
}

function OnePolicy({ policy }: { policy: WrittenPolicy }) {
  const words = useMessages().rights.policies;
  const tell = useTell();
  return (
    <article className="policy" id={policy.id}>
      <p className="row"><Badge glyph={policy.effect === 'permit' ? 'ok' : 'bad'}>{words.effects[policy.effect]}</Badge><span className="grow">{tell(policy)}</span></p>
      <details><summary className="t14">{words.text} <code>{policy.id}</code></summary><div className="code"><pre tabIndex={0} aria-label={`${words.text} ${policy.id}`}>{policy.text}</pre></div></details>
    </article>
  );
}
