import { useQuery } from '@tanstack/react-query';
import type { Column } from '@saphan/contracts/contract';
import { formatThaiDate } from '@saphan/contracts/dates';
import { contractQuery, contractsQuery } from '../../api/queries.ts';
import type { ContractVersion } from '../../api/types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { buttonClass } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { columnRules } from './column-rules.ts';
import { ContractRules } from './contract-rules.tsx';

/** The contract in force: each column with its type, conditions, rules and personal data; earlier versions below. */
export function ContractSection({ slug, version }: { slug: string; version: number | null }) {
  const words = useMessages().dataset;
  const query = useQuery({ ...contractQuery(slug, version ?? 0), enabled: version !== null });
  if (version === null) return <Section id="contract" title={words.sections.contract}><Empty icon="document" title={words.contract.none}>{words.contract.noneWhy}</Empty></Section>;
  return <Loaded query={query} label={words.loading}>{(contract) => <Agreed slug={slug} contract={contract} />}</Loaded>;
}

function Agreed({ slug, contract }: { slug: string; contract: ContractVersion }) {
  const lang = useLang();
  const { dataset: { contract: words }, rules: { open: edit } } = useMessages();
  const may = useMay();
  const columns = useColumns();
  const note = `${words.since({ at: formatThaiDate(contract.createdAt, { lang }), by: contract.createdBy })} · ${words.changeKinds[contract.change]}`;
  return (
    <Section id="contract" title={words.title({ version: contract.version })} note={note} className="schema" aside={may('linkage.agree-contract') && <PageLink className={buttonClass()} to={`/datasets/${slug}/rules`}><Icon name="check" />{edit}</PageLink>}>
      <DataTable caption={words.title({ version: contract.version })} columns={columns} rows={contract.contract.columns} rowKey={(column) => column.name} rowHead="column" />
      <ContractRules rules={contract.contract.rules} />
      <Versions slug={slug} inForce={contract.version} />
      <details className="no-print"><summary className="linkish">{words.yaml}</summary><div className="code"><pre tabIndex={0} aria-label={words.yaml}>{contract.yaml}</pre></div></details>
    </Section>
  );
}

function useColumns(): TableColumn<Column>[] {
  const lang = useLang();
  const say = useSay();
  const words = useMessages().dataset.contract;
  return [
    { id: 'column', head: words.column, cell: (column) => <>{say(column, 'title')}<code className="sub">{column.name}</code></> },
    { id: 'type', head: words.type, cell: (column) => <>{words.types[column.type]}{column.type === 'decimal' && ` (${column.precision},${column.scale})`}</> },
    { id: 'condition', head: words.condition, cell: (column) => <Condition column={column} /> },
    { id: 'rules', head: words.rules, className: 'soft rules', cell: (column) => columnRules(column, words, lang).join(' · ') || <span className="off">–</span> },
    { id: 'personal', head: words.personal, cell: (column) => <Personal column={column} /> },
  ];
}

function Condition({ column }: { column: Column }) {
  const words = useMessages().dataset.contract;
  if (column.primaryKey !== null) return <span className="flag"><Icon name="key" />{words.key}</span>;
  return column.required ? <span className="flag">{words.required}</span> : <span className="muted">{words.optional}</span>;
}

function Personal({ column: { personalData } }: { column: Column }) {
  const words = useMessages();
  if (personalData === null) return <span className="off"><span aria-hidden="true">–</span><span className="sr">{words.shell.none}</span></span>;
  return <span className="pd" data-soft={personalData === 'indirect' || undefined}><Icon name="user" />{words.dataset.contract.personalKinds[personalData]}</span>;
}

function Versions({ slug, inForce }: { slug: string; inForce: number }) {
  const words = useMessages().dataset.contract;
  const lang = useLang();
  const { data } = useQuery({ ...contractsQuery(slug), enabled: inForce > 1 });
  if (!data || data.items.length < 2) return null;
  return (
    <details>
      <summary className="linkish">{words.versions} ({data.items.length})</summary>
      <ol className="timeline versions">
        {data.items.map((item) => (
          <li key={item.version}><span aria-hidden="true" /><div>
            <b>{words.version({ version: item.version })}</b> <span className="muted"><ThaiDate iso={item.createdAt} /> · {words.changeKinds[item.change]}</span>
            {item.changes.length > 0 && <ul className="t14 soft plain-list">{item.changes.map((change) => <li key={change.pointer + change.en}>{change[lang]}</li>)}</ul>}
          </div></li>
        ))}
      </ol>
    </details>
  );
}
