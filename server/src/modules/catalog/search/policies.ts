import { definePolicies, roles } from '#kernel/policy.ts';

export const policies = definePolicies('catalog', {
  'search-catalogue': { roles, reads: true, th: 'ทุกคนค้นชุดข้อมูลที่เผยแพร่แก่ตนได้ รวมถึงผู้ที่ไม่ลงชื่อเข้าใช้', en: 'Everybody searches the datasets that are published to them, visitors too.' },
  'read-dictionary': { roles: ['operator', 'secretariat', 'steward'], reads: true, th: 'ผู้ดูแลข้อมูลและส่วนกลางดูพจนานุกรมคำค้นได้', en: 'Stewards and the secretariat read the dictionary of search.' },
  'change-dictionary': { roles: ['operator', 'secretariat'], th: 'ส่วนกลางเพิ่มและลบคำในพจนานุกรมคำค้นได้', en: 'The secretariat adds words to the dictionary of search and takes them out.' },
});
