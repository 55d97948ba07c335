import { useQuery } from '@tanstack/react-query';
import { formatNearDate, formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { ReactNode } from 'react';
import { ledgerQuery, type LedgerStanding } from '../../api/ledger-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Fact } from '../../ui/fact.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Entries } from './entries.tsx';
import { Epochs } from './epochs.tsx';
import { Keys } from './keys.tsx';
import '../operations/operations.css';
import './ledger.css';
import { WitnessedLogs, Witnesses } from './witnesses.tsx';

/** What cannot be denied: how the ledger stands, who witnesses it, and its entries. */
export function LedgerPage() {
  const words = useMessages();
  const query = useQuery(ledgerQuery());
  return (
    <Page title={words.ledger.title} crumbs={[words.shell.navGroups.administration, words.ledger.title]}>
      <PageHead title={words.ledger.title} lead={words.ledger.lead} />
      <Loaded query={query} label={words.ledger.loading} lines={4}>{(data) => <Glance data={data} />}</Loaded>
      <Entries />
      {query.data && <><Witnesses items={query.data.witnesses} size={query.data.size} /><Stamps stamps={query.data.stamps} /><WitnessedLogs items={query.data.witnessed} /><Keys data={query.data} /><Epochs data={query.data} /></>}
    </Page>
  );
}

function Glance({ data }: { data: LedgerStanding }) {
  const { ledger: words } = useMessages();
  const lang = useLang();
  const near = (iso: string) => formatNearDate(iso, new Date(data.at), lang);
  const cosigned = data.witnesses.filter(({ endedAt, size }) => endedAt === null && size > 0).length;
  const asked = data.witnesses.filter(({ endedAt }) => endedAt === null).length;
  return (
    <section className="section" aria-label={words.glance}>
      <dl className="glance">
        <Figure label={words.size} value={<a href="#entries">{formatNumber(data.size)}</a>} note={words.leaves} />
        <Figure label={words.lastSigned} value={<PageLink to="/ledger/checkpoints">{near(data.signedAt)}</PageLink>} note={formatThaiDate(data.signedAt, { style: 'withTime', lang })} />
        <Figure label={words.waiting} value={data.waiting >= 10_000 ? words.atLeast({ count: formatNumber(data.waiting) }) : formatNumber(data.waiting)} note={data.waitingSince ? words.waitingSince({ since: near(data.waitingSince) }) : words.nothingWaits} />
        <Figure label={words.witnesses} value={<a href="#witnesses">{words.ofAll({ count: cosigned, all: asked })}</a>} note={asked === 0 ? words.noWitness : words.haveSigned} />
        <Figure label={words.lastStamp} value={<a href="#stamps">{data.stamps.stampedAt ? near(data.stamps.stampedAt) : words.none}</a>} note={data.stamps.configured ? words.stampedSize({ size: formatNumber(data.stamps.size ?? 0) }) : words.noAuthority} />
      </dl>
    </section>
  );
}

function Figure({ label, value, note }: { label: string; value: ReactNode; note: string }) {
  return <div className="glance-figure"><dt className="t13 muted">{label}</dt><dd className="t22 w6 num">{value}</dd><dd className="t13 soft">{note}</dd></div>;
}

function Stamps({ stamps }: { stamps: LedgerStanding['stamps'] }) {
  const { ledger: words } = useMessages();
  const state = !stamps.configured ? <Badge glyph="idle">{words.noAuthority}</Badge> : stamps.failures > 0 ? <Badge glyph="bad">{words.stampFails({ count: stamps.failures })}</Badge> : <Badge glyph="ok">{words.stampsWork}</Badge>;
  return (
    <Section id="stamps" title={words.stamps} note={words.stampsNote}>
      <dl className="facts">
        <Fact name={words.state}>{state}</Fact>
        <Fact name={words.lastStamp}><ThaiDate iso={stamps.stampedAt} style="withTime" /></Fact>
        {stamps.failedSince !== null && <Fact name={words.failedSince}><ThaiDate iso={stamps.failedSince} style="withTime" /></Fact>}
        {stamps.lastError !== null && <Fact name={words.lastError}>{words.faults[stamps.lastError] ?? stamps.lastError}</Fact>}
      </dl>
    </Section>
  );
}
