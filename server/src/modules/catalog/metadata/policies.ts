import { definePolicies, roles } from '#kernel/policy.ts';

/** Of the records: reading them is everybody's as far as PostgreSQL shows them, working on them the owner's, publishing the secretariat's. */
export const policies = definePolicies('catalog', {
  'read-catalogue': { roles, reads: true, th: 'ทุกคนค้นและอ่านทะเบียนที่เผยแพร่แก่ตนได้', en: 'Everybody may search and read the records that are published to them.' },
  'work-on-record': { roles: ['operator', 'secretariat', 'steward'], on: 'dataset', reads: true, th: 'ผู้ดูแลข้อมูลดูประวัติและข้อคิดเห็นของทะเบียนในหน่วยงานตนได้ ส่วนกลางดูได้ทั้งหมด', en: 'Stewards see the history and comments of the records of their agency, the secretariat of all.' },
  'read-inbox': { roles: ['operator', 'secretariat', 'steward'], reads: true, th: 'ผู้ดูแลข้อมูลและส่วนกลางดูงานทะเบียนที่รอตนได้', en: 'Stewards and the secretariat see the records that wait for them.' },
  'save-record': { roles: ['operator', 'secretariat', 'steward'], on: 'dataset', th: 'ผู้ดูแลข้อมูลกรอกทะเบียนของหน่วยงานตนได้ ส่วนกลางกรอกได้ทั้งหมด', en: 'Stewards fill in the records of their agency, the secretariat any.' },
  'create-record': { roles: ['operator', 'secretariat', 'steward'], on: 'agency', th: 'ผู้ดูแลข้อมูลเพิ่มทะเบียนของหน่วยงานตนได้ ส่วนกลางเพิ่มได้ทั้งหมด', en: 'Stewards add records of their agency, the secretariat any.' },
  'submit-record': { roles: ['operator', 'secretariat', 'steward'], on: 'dataset', th: 'ผู้ดูแลข้อมูลส่งทะเบียนของหน่วยงานตนให้ตรวจได้', en: 'Stewards submit the records of their agency.' },
  'check-record': { roles: ['operator', 'secretariat', 'steward'], on: 'dataset', th: 'ผู้ดูแลข้อมูลคนอื่นในหน่วยงานหรือส่วนกลางตรวจทะเบียนที่ส่งมาได้ ผู้ส่งตรวจของตนเองไม่ได้', en: 'Another steward of the agency, or the secretariat, checks what was submitted; nobody checks the own submission.' },
  'publish-record': { roles: ['operator', 'secretariat'], on: 'dataset', th: 'ส่วนกลางอนุมัติและเผยแพร่ทะเบียนที่ตรวจแล้วได้ ไม่มีใครอนุมัติสิ่งที่ตนส่งเองเพียงลำพัง นอกจากผู้ดูแลระบบ', en: 'The secretariat approves and publishes checked records. Nobody but the operator approves alone what they submitted themselves.' },
  'return-record': { roles: ['operator', 'secretariat', 'steward'], on: 'dataset', th: 'ผู้ตรวจส่งทะเบียนคืนพร้อมเหตุผลได้ เจ้าของถอนจากการเผยแพร่ได้', en: 'Checkers return a record with a reason, and its owner takes it back from publication.' },
  'archive-record': { roles: ['operator', 'secretariat', 'steward'], on: 'dataset', th: 'ผู้ดูแลข้อมูลเก็บทะเบียนของหน่วยงานตนเข้าคลังได้ ส่วนกลางเก็บได้ทั้งหมด', en: 'Stewards archive the records of their agency, the secretariat any.' },
  'comment-record': { roles: ['operator', 'secretariat', 'steward'], on: 'dataset', th: 'ผู้ที่ทำงานกับทะเบียนเขียนข้อคิดเห็นได้', en: 'Those who work on a record may comment on it.' },
});
