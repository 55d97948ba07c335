import { formatThaiDate } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { notify, settleNotices } from '#modules/notices/index.ts';
import type { Statement } from './schemas.ts';
import type { ListStatementsRow } from './statements.sql.gen.ts';

const kind = 'statement';
type Side = 'consumer' | 'provider';
/** `silent`: said by a program, which agrees every day and of which nobody wants to be told. */
interface Said { side: Side; agrees: boolean; remark: string | null; number: number; silent: boolean; before: Statement['words'] }

const keyOf = (id: number, from: Side, number: number): string => `statement:${id}:${from}:${number}`;
const otherOf = (side: Side): Side => (side === 'consumer' ? 'provider' : 'consumer');

/** Tells the stewards of the other side what was said. What the other side had told is settled: it was answered. */
export async function tellWord(tx: Tx, row: ListStatementsRow, { side, agrees, remark, number, silent, before }: Said): Promise<void> {
  const other = otherOf(side);
  const settled = [...numbersTo(before[other]?.number ?? 0).map((n) => keyOf(row.id, other, n)), ...numbersTo(number - 1).map((n) => keyOf(row.id, side, n))];
  await settleNotices(tx, kind, settled);
  if (agrees && (silent || before[other]?.agrees === true)) return;
  const [agencyId, from] = side === 'consumer' ? [row.provider_agency_id, row.consumer] : [row.consumer_agency_id, row.provider];
  const [th, en] = [formatThaiDate(row.day), formatThaiDate(row.day, { lang: 'en' })];
  await notify(tx, [{
    kind, key: keyOf(row.id, side, number), to: { role: 'steward', agencyId }, link: `/exchange/statements/${row.id}`,
    what: agrees
      ? { th: `${from} ยืนยันใบสรุปการแลกเปลี่ยนของวันที่ ${th} แล้ว รอหน่วยงานของท่าน`, en: `${from} countersigned the statement of ${en}; your agency has not yet` }
      : { th: `${from} ทักท้วงใบสรุปการแลกเปลี่ยนของวันที่ ${th}: ${remark ?? ''}`, en: `${from} disputes the statement of ${en}: ${remark ?? ''}` },
    todo: agrees ? { th: 'เทียบกับบันทึกของท่าน แล้วยืนยันหรือทักท้วง', en: 'Lay it beside your own record, then countersign or dispute it.' } : { th: 'เทียบกับบันทึกของท่าน แล้วตอบบนใบสรุป', en: 'Lay it beside your own record, then answer on the statement.' },
    ...(!agrees && { mail: 'at-once' as const }),
  }]);
}

const numbersTo = (last: number): number[] => Array.from({ length: Math.max(0, last) }, (_, at) => at + 1);
