import { useId, type CSSProperties, type ReactNode } from 'react';
import type { Lineage, LineageColumn } from '../../api/lineage-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Bytes, ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { BOX, boxesOf, HEAD, layOut, lineBetween, NARROWEST, ROW, type Lane, type Layout, type OutBox } from './lineage-layout.ts';
import { shortSteps, sourceWords } from './step-words.ts';

interface GraphProps { lineage: Lineage; columns: readonly LineageColumn[]; picked: LineageColumn | undefined; onPick: (name: string | undefined) => void }

/** From source to ways out, one line a column; a picked column's line stands out. On a phone the same as a list. */
export function LineageGraph(props: GraphProps) {
  const words = useMessages().lineage;
  const [ref, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={ref} className="lineage" role="group" aria-label={words.graph}>
      {width === 0 ? null : width < NARROWEST ? <LineageList {...props} /> : <Lanes {...props} width={width} />}
    </div>
  );
}

function Lanes({ lineage, columns, picked, onPick, width }: GraphProps & { width: number }) {
  const boxes = boxesOf(lineage, picked);
  const layout = layOut(width, columns.length, boxes.length);
  const [source, steps, release, out] = layout.lanes;
  return (
    <div className="lineage-lanes" style={{ height: layout.height }} data-picked={picked !== undefined || undefined}>
      <Lines layout={layout} columns={columns} picked={picked} boxes={boxes} hasSource={lineage.source !== null} />
      <Head lane={source}><SourceHead lineage={lineage} /></Head>
      <Head lane={steps}><RunHead lineage={lineage} /></Head>
      <Head lane={release}><ReleaseHead lineage={lineage} /></Head>
      <Head lane={out}><strong>{useMessages().lineage.lanes.faces}</strong></Head>
      {columns.map((column, i) => <ColumnRow key={column.name} column={column} y={layout.rowY(i)} lanes={layout.lanes} isPicked={column.name === picked?.name} onPick={onPick} />)}
      {boxes.map((box, i) => <WayOut key={box.id} box={box} style={{ left: out.x, top: layout.boxY(i) - BOX / 2 + 2, width: out.width, height: BOX - 6 }} />)}
    </div>
  );
}

function Head({ lane, children }: { lane: Lane; children: ReactNode }) {
  return <div className="lineage-head" style={{ left: lane.x, top: 0, width: lane.width, height: HEAD - 14 }}>{children}</div>;
}

function SourceHead({ lineage: { source } }: { lineage: Lineage }) {
  const words = useMessages();
  if (source === null) return <><strong>{words.lineage.lanes.source}</strong><span className="t13 muted">{words.lineage.hidden}</span></>;
  return (
    <>
      <strong>{source.kind === null ? words.lineage.upload : source.name ?? words.lineage.lanes.source}</strong>
      <span className="t13 muted ellipsis" title={source.summary}>{source.place ?? source.summary}</span>
      {source.namespace && <code className="t13 ellipsis" title={source.namespace}>{source.namespace}</code>}
    </>
  );
}

function RunHead({ lineage: { run, raw } }: { lineage: Lineage }) {
  const words = useMessages().lineage;
  return (
    <>
      <strong><PageLink to={`/runs/${run.id}`}>{words.run(run)}</PageLink> <ThaiDate iso={run.finishedAt} near /></strong>
      {raw && <span className="t13 muted ellipsis" title={raw.sha256}>{words.raw} <code>{raw.sha256.slice(0, 8)}…</code> {raw.bytes !== null && <Bytes value={raw.bytes} />}</span>}
      {raw?.encoding && <span className="t13 muted">{raw.format} · {raw.encoding}</span>}
    </>
  );
}

function ReleaseHead({ lineage: { dataset, release } }: { lineage: Lineage }) {
  const words = useMessages().lineage;
  const say = useSay();
  return <><strong>{words.releaseNumber(release)}{release.current && ` · ${words.current}`}</strong><span className="t13 muted ellipsis">{say(dataset, 'title')}</span><code className="t13 ellipsis">{dataset.slug}</code></>;
}

/** The three places of one column; the one in the release picks it. */
function ColumnRow({ column, y, lanes: [source, steps, release], isPicked, onPick }: { column: LineageColumn; y: number; lanes: Layout['lanes']; isPicked: boolean; onPick: GraphProps['onPick'] }) {
  const words = useMessages().lineage;
  const say = useSay();
  const at = (lane: Lane): CSSProperties => ({ left: lane.x, top: y - ROW / 2 + 2, width: lane.width, height: ROW - 4 });
  const from = sourceWords(column, words);
  const done = shortSteps(column, words);
  return (
    <div data-on={isPicked || undefined} className="lineage-row">
      {from !== null && <span className="lineage-cell" style={at(source)} title={from}><span className="ellipsis">{from}</span>{column.source?.place != null && column.source.name !== null && <span className="t13 muted num">{column.source.place}</span>}</span>}
      <span className="lineage-cell plain" style={at(steps)} title={column.steps.map((step) => say({ stepTh: step.th, stepEn: step.en }, 'step')).join('\n')}><span className="ellipsis t13">{done}</span></span>
      <button type="button" className="lineage-cell" style={at(release)} aria-pressed={isPicked} title={say(column, 'title')} onClick={() => onPick(isPicked ? undefined : column.name)}>
        <code className="ellipsis">{column.name}</code>{column.shown !== 'clear' && <span className="t13 muted">{words.masked}</span>}
      </button>
    </div>
  );
}

function WayOut({ box, style }: { box: OutBox; style: CSSProperties }) {
  const words = useMessages().lineage;
  const say = useSay();
  const title = say({ titleTh: box.title.th, titleEn: box.title.en }, 'title');
  return (
    <div className="lineage-box" style={style} data-off={!box.onPath || undefined}>
      {box.to ? <PageLink className="ellipsis" to={box.to}>{title}</PageLink> : <span className="ellipsis" title={box.address ?? undefined}>{title}</span>}
      {box.why && <span className="t13 muted">{words.why[box.why] ?? box.why}</span>}
    </div>
  );
}

/** The lines alone; the words beside them say the same, so that nobody has to see them. */
function Lines({ layout, columns, picked, boxes, hasSource }: { layout: Layout; columns: readonly LineageColumn[]; picked: LineageColumn | undefined; boxes: readonly OutBox[]; hasSource: boolean }) {
  const [source, steps, release, out] = layout.lanes;
  const end = (lane: Lane) => lane.x + lane.width;
  const place = picked ? columns.findIndex(({ name }) => name === picked.name) : -1;
  const from = { x: end(release), y: place >= 0 ? layout.rowY(place) : HEAD / 2 - 7 };
  const marker = useId();
  return (
    <svg className="lineage-lines" width={end(out)} height={layout.height} aria-hidden="true" focusable="false">
      <defs><marker id={marker} viewBox="0 0 6 6" refX="5.5" refY="3" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L6 3L0 6z" /></marker></defs>
      {columns.map((column, i) => {
        const y = layout.rowY(i);
        const path = `${hasSource ? `M${end(source)} ${y}H${steps.x}` : ''}M${end(steps)} ${y}H${release.x}`;
        return <path key={column.name} d={path} data-on={i === place || undefined} markerEnd={`url(#${marker})`} />;
      })}
      {boxes.map((box, i) => <path key={box.id} d={lineBetween(from, { x: out.x, y: layout.boxY(i) })} data-on={(place >= 0 && box.onPath) || undefined} data-off={!box.onPath || undefined} markerEnd={`url(#${marker})`} />)}
    </svg>
  );
}

function LineageList({ lineage, columns, picked, onPick }: GraphProps) {
  const words = useMessages().lineage;
  const say = useSay();
  return (
    <>
      <div className="lineage-head"><SourceHead lineage={lineage} /></div>
      <div className="lineage-head"><RunHead lineage={lineage} /></div>
      <div className="lineage-head"><ReleaseHead lineage={lineage} /></div>
      <ul className="lineage-list">
        {columns.map((column) => {
          const isPicked = column.name === picked?.name;
          const from = sourceWords(column, words);
          return (
            <li key={column.name} data-on={isPicked || undefined}>
              <button type="button" aria-pressed={isPicked} onClick={() => onPick(isPicked ? undefined : column.name)}>
                <code>{column.name}</code>{from !== null && <span className="t13 muted">← {from}</span>}<span className="t13 muted">{shortSteps(column, words)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <h3 className="t14">{words.lanes.faces}</h3>
      <ul className="lineage-list">{boxesOf(lineage, picked).map((box) => <li key={box.id} className="lineage-box" data-off={!box.onPath || undefined}>{box.to ? <PageLink to={box.to}>{say({ titleTh: box.title.th, titleEn: box.title.en }, 'title')}</PageLink> : say({ titleTh: box.title.th, titleEn: box.title.en }, 'title')}{box.why && <span className="t13 muted">{words.why[box.why] ?? box.why}</span>}</li>)}</ul>
    </>
  );
}
