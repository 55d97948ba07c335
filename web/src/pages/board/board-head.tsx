import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Board, Forecast } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ReportMenu } from './board-papers.tsx';
import { LateSentence } from './late-sentence.tsx';
import { listBehind } from './scope.ts';

/** The situation in one sentence, the day it holds for, and the report for the meeting. */
export function BoardHead({ board, chosen }: { board: Board; chosen: string | undefined }) {
  const lang = useLang();
  const words = useMessages();
  const linkedList = board.totals.linked > 0 ? listBehind({ linked: true }, board, chosen) : null;
  return (
    <section className="page-head">
      <div>
        <h1 className="board-kicker">
          <span className="only-print">{words.board.report}<small>{words.shell.ministry} · {words.board.reportDate({ date: formatThaiDate(board.asOf, { style: 'long', lang }) })}</small></span>
          <span className="screen-only">{words.board.kicker}</span>
        </h1>
        <p className="headline"><Rich text={useHeadline(board)} links={[linkedList, linkedList]} /></p>
        <LateSentence board={board} chosen={chosen} />
      </div>
      <AsOf board={board} chosen={chosen} />
    </section>
  );
}

function AsOf({ board, chosen }: { board: Board; chosen: string | undefined }) {
  const lang = useLang();
  const words = useMessages().board;
  const [, change] = usePageSearch();
  return (
    <div className="controls no-print">
      <div className="row controls-row">
        <DatePicker label={words.asOf} value={board.asOf} max={todayInBangkok(new Date())} onChange={(iso) => change({ asOf: iso === todayInBangkok(new Date()) ? undefined : iso })} />
        <Button look="primary" onPress={() => window.print()}><Icon name="print" />{words.print}</Button>
        <ReportMenu asOf={board.asOf} />
      </div>
      <p className="t14 muted">
        {words.recorded({ at: formatThaiDate(board.recordedAt, { style: 'withTime', lang }) })}
        {chosen && <> · <button type="button" className="linkish" onClick={() => change({ asOf: undefined })}>{words.backToNow}</button></>}
      </p>
    </div>
  );
}

function useHeadline({ totals, agencies, forecast }: Board): string {
  const lang = useLang();
  const words = useMessages().board;
  const counts = { agencies: agencies.filter((row) => row.linked > 0).length, linked: formatNumber(totals.linked), total: formatNumber(totals.datasets) };
  const first = totals.linked === 0 ? words.noneLinked(counts) : words.headline(counts);
  const late = totals.plannedByNow - totals.linked;
  const against = late > 0 ? words.behind({ count: formatNumber(late) }) : late < 0 ? words.ahead({ count: formatNumber(-late) }) : words.onPlan;
  if (totals.linked === totals.datasets) return `${first} ${words.complete}`;
  const pace = forecast && paceWords(forecast, (iso) => formatThaiDate(iso, { lang }));
  if (!pace || !forecast) return `${first} ${against}`.replace(/[,;]$/, '');
  const verdict = forecast.linkedByEnd >= totals.datasets ? words.enough(pace) : forecast.perWeek > 0 ? words.faster(pace) : words.start(pace);
  return `${first} ${against} ${verdict}`;
}

function paceWords({ perWeek, neededPerWeek, endOn }: Forecast, date: (iso: string) => string) {
  return { perWeek: perWeek.toFixed(1), needed: neededPerWeek.toFixed(1), times: perWeek > 0 ? (neededPerWeek / perWeek).toFixed(1) : '', endOn: date(endOn) };
}
