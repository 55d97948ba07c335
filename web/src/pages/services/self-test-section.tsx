import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { selfTestQuery, selfTestsQuery, type SelfTest, type Service } from '../../api/service-queries.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { Glyph } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { StartSelfTest } from './start-self-test.tsx';

const glyphs: Record<SelfTest['state'], Glyph> = { running: 'run', passed: 'ok', failed: 'bad', 'broken-off': 'warn' };

/** The provider that lies, played against the service: start it, watch the cases, look at earlier ones. */
export function SelfTestSection({ service }: { service: Service }) {
  const { services: { tests: words }, shell } = useMessages();
  const may = useMay();
  const query = useQuery(selfTestsQuery(service.id));
  const [search] = usePageSearch();
  const [started, setStarted] = useState<number | null>(null);
  const open = service.state === 'sandbox' || service.state === 'tested';
  return (
    <Section id="tests" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={3}>
        {({ issuer, selfTests }) => {
          const shown = selfTests.find(({ id }) => String(id) === search['test'])?.id ?? started ?? selfTests[0]?.id ?? null;
          return (
            <>
              {open && may('signon.test-clients') && (
                <>
                  <p className="t14 row">{words.issuer} <code className="secret-text">{issuer}</code><CopyButton text={issuer} label={shell.copy} done={shell.copied} /></p>
                  <StartSelfTest service={service} busy={selfTests.some(({ state }) => state === 'running')} onStarted={setStarted} />
                </>
              )}
              {shown === null ? <p className="soft">{open ? words.none : words.notHere}</p> : <OneTest clientId={service.id} number={shown} />}
              {selfTests.length > 1 && <Earlier service={service} tests={selfTests.filter(({ id }) => id !== shown)} />}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function OneTest({ clientId, number }: { clientId: string; number: number }) {
  const words = useMessages().services.tests;
  const query = useQuery(selfTestQuery(clientId, number));
  const columns = useColumns();
  return (
    <Loaded query={query} label={words.loading} lines={6}>
      {(test) => (
        <>
          <p className="row" role="status"><b>{words.one({ id: test.id })}</b><Badge glyph={glyphs[test.state]}>{words.states[test.state]}</Badge><span className="num">{words.passed({ ok: test.rows.filter((row) => row.ok).length, all: test.rows.length })}</span><span className="muted"><ThaiDate iso={test.startedAt} style="withTime" /> {words.by({ name: test.startedBy })}</span></p>
          <DataTable caption={words.caption} columns={columns} rows={test.rows} rowKey={(row) => row.case} rowHead="case" />
        </>
      )}
    </Loaded>
  );
}

function useColumns(): TableColumn<SelfTest['rows'][number]>[] {
  const words = useMessages().services.tests;
  const tell = useTell();
  return [
    { id: 'case', head: words.case, cell: (row) => tell(row) },
    { id: 'result', head: words.result, cell: (row) => (row.ok === true ? <Badge glyph="ok">{words.ok}</Badge> : row.ok === false ? <Badge glyph="bad">{words.bad}</Badge> : <Badge glyph="plan">{row.ended ? words.unknown : words.wait}</Badge>) },
    { id: 'evidence', head: words.evidence, className: 'soft', cell: (row) => (row.evidenceTh ? tell({ th: row.evidenceTh, en: row.evidenceEn ?? row.evidenceTh }) : '–') },
  ];
}

function Earlier({ service, tests }: { service: Service; tests: Pick<SelfTest, 'id' | 'state' | 'startedAt'>[] }) {
  const words = useMessages().services.tests;
  return (
    <div className="stack-1">
      <h3>{words.earlier}</h3>
      <ul className="stack-1">{tests.map((test) => <li key={test.id} className="row t14"><PageLink to={`/services/${service.id}`} search={{ test: String(test.id) }} hash="tests">{words.one({ id: test.id })}</PageLink><Badge glyph={glyphs[test.state]}>{words.states[test.state]}</Badge><ThaiDate iso={test.startedAt} style="withTime" /></li>)}</ul>
    </div>
  );
}
