import type { ServiceOperation, ServicePage } from '../../../api/data-service-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { TryOperation } from './try-operation.tsx';

type Parameter = ServiceOperation['parameters'][number];

/** An operation in words: what it does, what it takes, what it answers, and a place to try it. */
export function OperationPart({ service, operation }: { service: ServicePage; operation: ServiceOperation }) {
  const { dataServices: words } = useMessages();
  const say = useSay();
  const title = say(operation, 'summary') || operation.operationId;
  return (
    <article className="panel" aria-label={title}>
      <header><div><h3 className="t16">{title}</h3><p className="t14"><Badge>{operation.method}</Badge> <code className="secret-text">{operation.pathTemplate}</code></p></div></header>
      <div className="body stack">
        {operation.description && <p className="t14">{operation.description}</p>}
        {operation.parameters.length > 0 && <Parameters title={title} items={operation.parameters} />}
        <p className="t14"><b>{words.answers}</b> {operation.answers.map((each) => `${each.status} ${each.words}`.trim()).join(' · ')}</p>
        {service.version !== null && <TryOperation service={service} operation={operation} title={title} />}
      </div>
    </article>
  );
}

function Parameters({ title, items }: { title: string; items: Parameter[] }) {
  const { dataServices: words } = useMessages();
  const columns: TableColumn<Parameter>[] = [
    { id: 'name', head: words.parameter, cell: (each) => <code>{each.name}</code> },
    { id: 'in', head: words.where, cell: (each) => words.wheres[each.in] ?? each.in },
    { id: 'words', head: words.meaning, className: 'wide', cell: (each) => each.words || <span className="muted">{words.noWords}</span> },
    { id: 'required', head: words.required, cell: (each) => (each.required ? words.required : words.optional) },
  ];
  return <DataTable caption={`${words.parameter} ${title}`} columns={columns} rows={items} rowKey={(each) => `${each.in} ${each.name}`} rowHead="name" />;
}
