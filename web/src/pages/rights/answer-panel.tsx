import type { ReactNode } from 'react';
import type { Explanation } from '../../api/rights-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { Callout } from '../../ui/callout.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';

/** Allowed or refused, the sentences of the policies that said so, and the facts they looked at. */
export function AnswerPanel({ answer }: { answer: Explanation }) {
  const words = useMessages().rights.explain;
  const tell = useTell();
  return (
    <>
      <Callout tone={answer.allowed ? 'ok' : 'warn'} title={answer.allowed ? words.allowed : words.refused} alert>
        {answer.reasons.length === 0 ? <p>{words.default}</p> : <ul className="bullets">{answer.reasons.map((reason) => <li key={reason.policy}>{tell(reason)} <PageLink className="t13" to="/rights/policies" hash={reason.policy}>{reason.policy}</PageLink></li>)}</ul>}
      </Callout>
      <Section title={words.facts}><div className="panel"><div className="body"><Facts answer={answer} /></div></div></Section>
    </>
  );
}

function Facts({ answer: { facts, columns, rowsLimited, allowed } }: { answer: Explanation }) {
  const { rights: { explain: words }, people, admin } = useMessages();
  const say = useSay();
  const agencyName = useAgencyName();
  const joined = (items: string[]) => items.join(' · ') || words.none;
  const level = (value: number) => `${value} ${words.levels[value] ?? ''}`.trim();
  const rows: [string, ReactNode][] = [
    [words.persona, say(facts.who, 'persona') || words.none], [words.rolesNow, joined(facts.who.roles.map((role) => admin.roles[role] ?? role))],
    [words.reach, joined(facts.who.agencies.map((id) => (id === '*' ? admin.wholeMinistry : agencyName(id))))], [words.powers, joined(facts.who.powers.map((power) => people.powerNames[power] ?? power))],
    [words.clearance, level(facts.who.clearance)], [words.aal, facts.who.aal],
    ...(facts.what.agency === null ? [] : [[words.owner, agencyName(facts.what.agency)] as [string, ReactNode]]),
    ...(facts.what.level === null ? [] : [[words.level, level(facts.what.level)] as [string, ReactNode], [words.personal, facts.what.personal ? words.hasPersonal : words.noPersonal] as [string, ReactNode]]),
    ...(facts.what.level === null ? [] : [[words.agreement, facts.agreement ? <span key="agreement">{facts.agreement.active ? words.agreementOn(facts.agreement) : words.agreementOff(facts.agreement)} · {facts.agreement.purposes.join(', ')} · {admin.until} <ThaiDate iso={lastDay(facts.agreement.until)} /></span> : words.noAgreement] as [string, ReactNode]]),
    ...(allowed && facts.what.level !== null ? [[words.columns, columns ? <code key="columns" className="secret-text">{columns.join(', ')}</code> : words.allColumns] as [string, ReactNode]] : []),
    ...(allowed && rowsLimited ? [[admin.state, words.rowsLimited] as [string, ReactNode]] : []),
  ];
  return <dl className="facts">{rows.map(([name, value]) => <div key={name} className="fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

/** An agreement ends with the midnight after its last day; people know it by that day. */
const lastDay = (end: string): string => new Date(Date.parse(end) - 1).toISOString();
