import { definePolicies, roles } from '#kernel/policy.ts';

export const policies = definePolicies('interop', {
  'read-catalogue': { roles, th: 'ทุกคนอ่านบัญชีข้อมูลในรูปแบบมาตรฐานได้ เท่าที่ตนค้นพบได้', en: 'Everyone may read the catalogue in the forms of other standards, as far as they find it.' },
  'read-features': { roles, on: 'dataset', reads: true, th: 'ทุกคนอ่านแถวของข้อมูลที่เปิดเผยเป็นแผนที่ได้ ข้อมูลระดับอื่นอ่านได้เท่าที่มีสิทธิ ข้อมูลบุคคลถูกปกปิด', en: 'Everyone may read rows of open data as features; of other data as far as they have a right to it. Personal data is masked.' },
});
