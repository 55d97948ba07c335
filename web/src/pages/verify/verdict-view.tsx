import type { Check } from '@saphan/contracts/receipts/checks';
import type { ReceiptFacts } from '@saphan/contracts/receipts/receipt-facts';
import { notProvedBy, sentenceOf } from '@saphan/contracts/receipts/sentences';
import type { Verdict } from '@saphan/contracts/receipts/verify-receipt';
import type { ReactNode } from 'react';
import { useLang, useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Fact } from '../../ui/fact.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';

const glyphs = { passed: 'ok', failed: 'bad', absent: 'idle' } as const;

/** Whether a receipt is true, what it is about, each check, and what it does not prove. */
export function VerdictView({ name, verdict }: { name: string; verdict: Verdict }) {
  const words = useMessages().receipts;
  const lang = useLang();
  return (
    <>
      <Callout tone={verdict.ok ? 'ok' : 'bad'} title={verdict.ok ? words.good : words.bad} alert>
        <p className="t14"><code>{name}</code> {verdict.ok ? words.goodNext : words.badNext}</p>
      </Callout>
      {verdict.facts && <About facts={verdict.facts} />}
      <Section title={words.checks}>
        <DataTable caption={words.checks} rows={verdict.checks} rowKey={(check) => check.id} rowHead="check" columns={[
          { id: 'check', head: words.check, cell: (check: Check) => sentenceOf(check)[lang] },
          { id: 'state', head: words.found, cell: (check) => <Badge glyph={glyphs[check.state]}>{words.states[check.state]}</Badge> },
          { id: 'detail', head: words.detail, cell: (check) => check.detail === null ? '–' : <code className="secret-text">{check.detail}</code> },
        ]} />
      </Section>
      <Section title={words.notProved}>
        <ul className="bullets t14">{notProvedBy(verdict).map((each) => <li key={each.en}>{each[lang]}</li>)}</ul>
      </Section>
    </>
  );
}

function About({ facts }: { facts: ReceiptFacts }) {
  const words = useMessages().receipts;
  const lines: [name: string, value: ReactNode][] = [
    [words.facts.at, <ThaiDate key="at" iso={facts.at} style="withTime" />], [words.facts.client, facts.client], [words.facts.request, `${facts.method ?? ''} ${facts.targetUri ?? ''}`], [words.facts.purpose, facts.purpose],
    [words.facts.caseRef, facts.caseRef], [words.facts.agreement, facts.agreement], [words.facts.status, facts.status], [words.facts.assurance, facts.assurance], [words.facts.exchangeId, facts.exchangeId], [words.facts.log, facts.log],
  ];
  return (
    <Section title={words.about}>
      <div className="stack"><dl className="facts">{lines.filter(([, value]) => value !== null).map(([name, value]) => <Fact key={name} name={name}><span className="secret-text">{value}</span></Fact>)}</dl>
      <div><h3 className="t16">{words.keys}</h3><p className="t14 muted">{words.keysNote}</p></div>
      <dl className="facts">{facts.keys.map(({ signer, kid }) => <Fact key={signer} name={words.signers[signer]}><code className="secret-text">{kid}</code></Fact>)}</dl></div>
    </Section>
  );
}
