import { formatDateRange } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { agreementWordsQuery, type AgreementPage, type AgreementTerms } from '../../../api/agreement-queries.ts';
import { useLang, useMessages, useSay, useTell } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';

/** What is agreed, in plain words. */
export function TermsSection({ page, terms, version }: { page: AgreementPage; terms: AgreementTerms; version: number }) {
  const { agreements: words } = useMessages();
  const lang = useLang();
  const [say, tell] = [useSay(), useTell()];
  return (
    <Section title={words.termsOf({ version })}>
      <dl className="facts agreement-facts">
        <Fact name={words.service}><PageLink to={`/exchange/services/${page.service.slug}`}>{say(page.service, 'title')}</PageLink> {terms.personal && <Badge tone="info">{words.personal}</Badge>}</Fact>
        <Fact name={words.system}>{say(page.system, 'name')} <code className="t13">{page.system.path}</code></Fact>
        <Fact name={words.purposes}><ul className="plain-list">{terms.purposes.map((each) => <li key={each.code}>{tell(each)} <code className="t13">{each.code}</code></li>)}</ul></Fact>
        <Fact name={words.legalBasis}>{tell(terms.legalBasis)}{terms.law && <span className="sub">{terms.law}</span>}</Fact>
        <Fact name={words.operations}><Operations page={page} terms={terms} /></Fact>
        <Fact name={words.fields}><Fields terms={terms} /></Fact>
        <Fact name={words.rows}>{terms.rowFilter ? <ul className="plain-list">{terms.rowFilter.all.map((each, at) => <li key={at}><code>{each.column}</code> {words.ops[each.op]} {each.values.join(', ')}</li>)}</ul> : words.allRows}</Fact>
        <Fact name={words.quota}>{words.quotaSaid({ day: formatNumber(terms.quotaPerDay), second: formatNumber(terms.ratePerSecond) })}</Fact>
        <Fact name={words.period}>{formatDateRange(terms.validFrom, terms.validTo, lang)}</Fact>
        <Fact name={words.assurance}>{words.levels[terms.minAssurance]}</Fact>
        <Fact name={words.needsCase}>{terms.needsCase ? words.needed : words.notNeeded}</Fact>
        <Fact name={words.conditions}><Duties page={page} terms={terms} /></Fact>
        <Fact name={words.disclosure}><Disclosure page={page} terms={terms} /></Fact>
      </dl>
    </Section>
  );
}

type Shown = { page: AgreementPage; terms: AgreementTerms };
const useOffered = (page: AgreementPage) => useQuery(agreementWordsQuery(page.service.slug)).data;

function Operations({ page, terms }: Shown) {
  const say = useSay();
  const offered = useOffered(page);
  const named = (id: string) => { const found = offered?.service.operations.find((each) => each.id === id); return found ? say(found, 'summary') : null; };
  return <ul className="plain-list">{terms.operations.map((id) => <li key={id}>{named(id)} <code className="t13">{id}</code></li>)}</ul>;
}

function Fields({ terms }: { terms: AgreementTerms }) {
  const { agreements: words } = useMessages();
  const say = useSay();
  if (terms.fields === null) return <>{words.allFields}</>;
  return (
    <ul className="plain-list">
      {terms.fields.map((field) => <li key={field.name}>{say(field, 'title')}{field.personal && <> <Badge tone="warn">{words.personal}</Badge></>}{field.reason && <span className="sub t13 muted">{words.because({ reason: field.reason })}</span>}</li>)}
    </ul>
  );
}

function Duties({ page, terms }: Shown) {
  const { agreements: words } = useMessages();
  const tell = useTell();
  const offered = useOffered(page);
  const { retentionDays, onwardSharing, deletionProof, breachHours, words: own } = terms.conditions;
  const onward = offered?.onwardSharing.find(({ code }) => code === onwardSharing);
  return (
    <ul className="plain-list">
      <li>{retentionDays === null ? words.noRetention : words.retention({ days: retentionDays })}</li>
      <li>{words.onward}: {onward ? tell(onward) : onwardSharing}</li>
      {deletionProof && <li>{words.deletionProof}</li>}
      <li>{words.breach({ hours: breachHours })}</li>
      {own && <li className="agreement-said">{own}</li>}
    </ul>
  );
}

function Disclosure({ page, terms: { disclosure } }: Shown) {
  const { agreements: words } = useMessages();
  const tell = useTell();
  const offered = useOffered(page);
  if (disclosure.kind === 'now') return <>{words.disclosureNow}</>;
  const reason = offered?.delayReasons.find(({ code }) => code === disclosure.reason);
  return <>{words.disclosureDelayed({ days: disclosure.days ?? 0, reason: reason ? tell(reason) : disclosure.reason ?? '' })}</>;
}
