import type { ProblemPlace } from '#kernel/problem.ts';
import { dayFault, place } from '#modules/privacy/index.ts';
import type { ServiceFacts } from '../reads/service-facts.ts';
import type { RowFilter } from '../schemas.ts';

const kinds: Record<string, { test: (value: string) => boolean; th: string; en: string }> = {
  integer: { test: (value) => /^-?\d{1,18}$/.test(value), th: 'จำนวนเต็ม', en: 'a whole number' },
  decimal: { test: (value) => /^-?\d{1,30}(\.\d{1,18})?$/.test(value), th: 'จำนวน', en: 'a number' },
  boolean: { test: (value) => value === 'true' || value === 'false', th: 'true หรือ false', en: 'true or false' },
};

/** What is wrong with conditions of rows: they name the service's columns, with as many values as the operator takes, each of the column's type. */
export function filterFaults(filter: RowFilter | null, service: ServiceFacts): ProblemPlace[] {
  if (filter === null) return [];
  if (service.columns.length === 0) return [place('/terms/rowFilter', 'บริการนี้เลือกแถวไม่ได้ เพราะไม่ได้ตอบจากชุดข้อมูลที่จัดเก็บ', 'Rows cannot be chosen: this service is not answered from a kept dataset')];
  return filter.all.flatMap(({ column, op, values }, at) => {
    const own = `/terms/rowFilter/all/${at}`;
    const found = service.columns.find(({ name }) => name === column);
    if (!found) return [place(`${own}/column`, `บริการไม่มีคอลัมน์ "${column}"`, `The service has no column "${column}"`)];
    const wrongCount = op === 'is-null' ? values.length > 0 : op === 'in' ? values.length === 0 : values.length !== 1;
    if (wrongCount) return [place(`${own}/values`, op === 'is-null' ? 'ไม่ต้องใส่ค่า' : op === 'in' ? 'ใส่อย่างน้อยหนึ่งค่า' : 'ใส่ค่าเดียว', op === 'is-null' ? 'No values are given' : op === 'in' ? 'Give one value at least' : 'Give one value')];
    return values.flatMap((value, index) => valueFaults(found.type, value, `${own}/values/${index}`));
  });
}

function valueFaults(type: string, value: string, pointer: string): ProblemPlace[] {
  if (type === 'date') return [dayFault(value, pointer)].filter((fault) => fault !== null);
  const kind = kinds[type];
  return !kind || kind.test(value) ? [] : [place(pointer, `"${value}" ไม่ใช่${kind.th}`, `"${value}" is not ${kind.en}`)];
}
