/** Changes outside the columns: reading, duplicates, gates, rules, promise, law, retention. */
import type { Contract, RowRule } from '../contract.ts';
import type { ContractChange } from './contract-change.ts';
import { defaultAnomaly } from './defaults.ts';
import { sameValue as same } from './same-value.ts';

const written = (value: unknown, absent: string): string => (value === undefined ? absent : JSON.stringify(value));
const change = (pointer: string, breaking: boolean, th: string, en: string): ContractChange => ({ pointer, breaking, th, en });
const block = '/customProperties/0/value';

/** Every change that concerns the dataset as a whole. */
export function compareTable(was: Contract, now: Contract): ContractChange[] {
  return [
    ...compareTitles(was, now), ...compareReading(was, now), ...comparePolicies(was, now), ...compareGates(was, now), ...compareAnomaly(was, now),
    ...compareRules(was.rules, now.rules), ...compareFreshness(was, now), ...compareLaw(was, now),
  ];
}

function compareTitles(was: Contract, now: Contract): ContractChange[] {
  return was.titleTh === now.titleTh && was.titleEn === now.titleEn ? []
    : [change('/name', false, 'แก้ชื่อชุดข้อมูล', 'Changes the title of the dataset.')];
}

function compareReading(was: Contract, now: Contract): ContractChange[] {
  const keys = [...new Set([...Object.keys(was.source), ...Object.keys(now.source)])] as (keyof Contract['source'])[];
  return keys.filter((key) => key !== 'calendar' && !same(was.source[key], now.source[key])).map((key) => change(`${block}/source/${key}`, false,
    `วิธีอ่านต้นทาง ${key} เปลี่ยนจาก ${written(was.source[key], 'ไม่บอก')} เป็น ${written(now.source[key], 'ไม่บอก')}`,
    `Reading of the source, ${key}, changes from ${written(was.source[key], 'not said')} to ${written(now.source[key], 'not said')}.`));
}

function comparePolicies(was: Contract, now: Contract): ContractChange[] {
  const found: ContractChange[] = [];
  if (was.duplicates !== now.duplicates) {
    found.push(change(`${block}/duplicates`, now.duplicates === 'reject', `แถวที่คีย์ซ้ำ: จาก ${was.duplicates} เป็น ${now.duplicates}`, `Rows with one key: from ${was.duplicates} to ${now.duplicates}.`));
  }
  if (was.deletes !== now.deletes) {
    found.push(change(`${block}/deletes`, true, `แถวที่หายจากต้นทาง: จาก ${was.deletes} เป็น ${now.deletes} ความหมายของรุ่นเปลี่ยน`, `Rows missing from the source: from ${was.deletes} to ${now.deletes}; a release means something else.`));
  }
  if (!same(was.retention, now.retention)) {
    found.push(change(`${block}/retention`, now.retention.releases < was.retention.releases, 'เปลี่ยนระยะเวลาเก็บ', 'Changes how long releases and raw files are kept.'));
  }
  return found;
}

function compareGates(was: Contract, now: Contract): ContractChange[] {
  const keys = Object.keys(now.gates) as (keyof Contract['gates'])[];
  return keys.filter((key) => was.gates[key] !== now.gates[key]).map((key) => change(`${block}/gates/${key}`, false,
    `เกณฑ์พักรอบ ${key} เปลี่ยนจาก ${was.gates[key] ?? 'ปิด'} เป็น ${now.gates[key] ?? 'ปิด'}`, `The gate ${key} changes from ${was.gates[key] ?? 'off'} to ${now.gates[key] ?? 'off'}.`));
}

function compareAnomaly(was: Contract, now: Contract): ContractChange[] {
  return same({ ...defaultAnomaly, ...was.anomaly }, { ...defaultAnomaly, ...now.anomaly }) ? []
    : [change(`${block}/anomaly`, false, 'เปลี่ยนสิ่งที่ทำเมื่อรุ่นใหม่ผิดจากปกติของชุดนี้เอง', 'Changes what is done about a release that is unlike the ones before.')];
}

/** A new or sharper rejecting rule may hold back rows that passed before; hold and warn never drop a row. */
function compareRules(was: RowRule[], now: RowRule[]): ContractChange[] {
  const before = new Map(was.map((rule) => [rule.id, rule]));
  const after = new Set(now.map((rule) => rule.id));
  const fresh = now.flatMap((rule, index) => {
    const old = before.get(rule.id);
    const at = `/schema/0/quality/${index}`;
    if (!old) return [change(at, rule.severity === 'reject', `เพิ่มเงื่อนไข “${rule.titleTh}”`, `Adds the rule “${rule.titleEn}”.`)];
    if (same(old, rule)) return [];
    const onlyWords = old.sql === rule.sql && old.severity === rule.severity;
    return [change(at, !onlyWords && rule.severity === 'reject', `แก้เงื่อนไข “${rule.titleTh}”`, `Changes the rule “${rule.titleEn}”.`)];
  });
  const gone = was.flatMap((rule, index) => (after.has(rule.id) ? []
    : [change(`/schema/0/quality/${index}`, rule.severity === 'reject', `เลิกเงื่อนไข “${rule.titleTh}” ผู้ใช้ที่เชื่อเงื่อนไขนี้ต้องปรับ`, `Drops the rule “${rule.titleEn}”; users who count on it must adapt.`)]));
  return [...fresh, ...gone];
}

function compareFreshness(was: Contract, now: Contract): ContractChange[] {
  const found: ContractChange[] = [];
  const [before, after] = [was.freshness, now.freshness];
  if (before.promiseHours !== after.promiseHours) {
    found.push(change('/slaProperties/0', after.promiseHours > before.promiseHours,
      `สัญญาความสดเปลี่ยนจากทุก ${before.promiseHours} ชั่วโมง เป็นทุก ${after.promiseHours} ชั่วโมง`,
      `The promise of freshness changes from every ${before.promiseHours} hours to every ${after.promiseHours} hours.`));
  }
  if (before.dataColumn !== after.dataColumn || before.maxDataAgeDays !== after.maxDataAgeDays) {
    found.push(change('/slaProperties/1', false,
      `อายุของข้อมูลที่ยอมได้เปลี่ยนจาก ${before.maxDataAgeDays ?? 'ไม่กำหนด'} วัน เป็น ${after.maxDataAgeDays ?? 'ไม่กำหนด'} วัน`,
      `The age allowed to the data changes from ${before.maxDataAgeDays ?? 'no limit'} to ${after.maxDataAgeDays ?? 'no limit'} days.`));
  }
  return found;
}

function compareLaw(was: Contract, now: Contract): ContractChange[] {
  if (same(was.legalBasis, now.legalBasis)) return [];
  const clear = (was.legalBasis?.clearText ?? false) !== (now.legalBasis?.clearText ?? false);
  return [change(`${block}/legalBasis`, clear || now.legalBasis === null,
    clear ? 'เปลี่ยนการแสดงเลขประจำตัวประชาชนระหว่างข้อความจริงกับรหัสแทน' : 'เปลี่ยนฐานกฎหมาย',
    clear ? 'Changes citizen numbers between clear text and pseudonyms.' : 'Changes the legal basis.')];
}
