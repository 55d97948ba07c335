import { plainLine } from './plain-text.ts';
import type { Remark, Standing } from './remote-record.ts';
import { isObject, listOf, type Json } from './values.ts';

const isTrue = (value: unknown): boolean => value === true || /^true$/i.test(plainLine(value));

/** How a dataset stands at its CKAN: deleted and draft ones are listed to whoever may see them, private ones to their organisation. */
export function standingOf(dict: Json): Standing | null {
  const state = plainLine(dict['state']).toLowerCase();
  if (state === 'deleted' || state === 'draft') return state;
  return isTrue(dict['private']) ? 'private' : null;
}

/** Groups of a dataset, by the name that addresses have and by their title. */
export const groupsOf = (dict: Json): { name: string; title: string }[] => listOf(dict['groups']).filter(isObject)
  .map((group) => ({ name: plainLine(group['name'] ?? group['id']), title: plainLine(group['title'] ?? group['display_name']) })).filter(({ name }) => name !== '');

/** What a dataset has at its CKAN that no record here holds, told by name. Sentences that many datasets share are one line of the report. */
export function lossesOf(dict: Json): Remark[] {
  const organisation = isObject(dict['organization']) ? dict['organization'] : {};
  const hidden = listOf(dict['resources']).filter(isObject).filter(({ state, resource_private: hides }) => plainLine(state) === 'deleted' || isTrue(hides)).length;
  const relations = listOf(dict['relationships_as_subject']).length + listOf(dict['relationships_as_object']).length;
  const name = plainLine(organisation['title'] ?? organisation['name']);
  return [
    ...(plainLine(organisation['image_url'] ?? organisation['image_display_url']) === '' ? [] : [lost('organization', `ภาพขององค์กร “${name}” ไม่ได้นำเข้า ภาพของหน่วยงานตั้งที่นี่`, `The picture of the organisation "${name}" was left out; agencies have theirs here.`)]),
    ...(listOf(organisation['groups']).length === 0 ? [] : [lost('organization', `ลำดับชั้นขององค์กร “${name}” ไม่ได้นำเข้า หน่วยงานที่นี่มีลำดับชั้นของตน`, `The place of the organisation "${name}" in a hierarchy was left out; agencies here have their own.`)]),
    ...(hidden === 0 ? [] : [lost('resources', 'ทรัพยากรที่ลบแล้วหรือซ่อนไว้ที่ต้นทางไม่ได้นำเข้า', 'Resources that are deleted or hidden at the source were left out.')]),
    ...(relations === 0 ? [] : [lost('relationships', 'ความสัมพันธ์กับชุดข้อมูลอื่นไม่ได้นำเข้า', 'Relations to other datasets were left out.')]),
    ...(listOf(dict['resources']).filter(isObject).some((each) => isTrue(each['has_views'])) ? [lost('resource_views', 'มุมมอง (views) ของทรัพยากรไม่ได้นำเข้า หน้าข้อมูลที่นี่วาดตาราง กราฟ และแผนที่เอง', 'Views of resources were left out; pages here draw tables, charts and maps by themselves.')] : []),
    ...(plainLine(dict['version']) === '' ? [] : [lost('version', 'เลขรุ่นที่ต้นทางเขียนไว้ไม่ได้นำเข้า รุ่นที่นี่นับจากข้อมูล', 'The version written at the source was left out; releases here are counted from the data.')]),
  ];
}

const lost = (field: string, th: string, en: string): Remark => ({ field, th, en, lost: true });
