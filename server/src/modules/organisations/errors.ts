import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('organisations', {
  'unit-unknown': { status: 404, th: 'ไม่พบหน่วยงานย่อยนี้', en: 'There is no such unit', nextTh: 'เลือกหน่วยงานย่อยจากผังของหน่วยงาน', nextEn: "Choose a unit from the agency's tree." },
  'post-unknown': { status: 404, th: 'ไม่พบตำแหน่งนี้', en: 'There is no such post', nextTh: 'เลือกตำแหน่งจากหน่วยงานย่อย', nextEn: 'Choose a post of the unit.' },
  'person-unknown': { status: 404, th: 'ไม่พบบุคคลนี้', en: 'There is no such person', nextTh: 'ค้นจากรายชื่อบุคคล หรือเพิ่มบุคคลก่อน', nextEn: 'Search the list of people, or add the person first.' },
  'appointment-unknown': { status: 404, th: 'ไม่พบคำสั่งแต่งตั้งนี้ หรือสิ้นสุดไปแล้ว', en: 'There is no such appointment, or it has ended', nextTh: 'โหลดหน้าบุคคลหรือตำแหน่งใหม่', nextEn: 'Reload the page of the person or post.' },
  'delegation-unknown': { status: 404, th: 'ไม่พบการมอบอำนาจนี้ หรือถูกเพิกถอนแล้ว', en: 'There is no such delegation, or it was revoked', nextTh: 'โหลดหน้าบุคคลใหม่', nextEn: 'Reload the page of the person.' },
  'agency-unknown': { status: 422, th: 'ไม่มีหน่วยงานนี้ในทะเบียน', en: 'This agency is not in the register', nextTh: 'เลือกหน่วยงานจากรายการ', nextEn: 'Choose an agency from the list.' },
  'agency-not-yours': { status: 403, th: 'ทำได้เฉพาะกับหน่วยงานของท่าน', en: 'You may do this for your own agency only', nextTh: 'ให้ผู้ดูแลของหน่วยงานนั้นหรือผู้ดูแลระบบทำแทน', nextEn: "Ask that agency's administrator or a system administrator." },
  'unit-code-taken': { status: 409, th: 'หน่วยงานนี้มีหน่วยงานย่อยรหัสนี้แล้ว', en: 'The agency already has a unit with this code', nextTh: 'ใช้รหัสอื่น หรือแก้หน่วยงานย่อยเดิม', nextEn: 'Use another code or change the existing unit.' },
  'unit-above-refused': { status: 422, th: 'หน่วยงานย่อยที่อยู่เหนือขึ้นไปต้องอยู่ในหน่วยงานเดียวกันและไม่วนกลับมาที่ตัวเอง', en: 'The unit above must be of the same agency and not lie below this one', nextTh: 'เลือกหน่วยงานย่อยอื่นที่อยู่เหนือขึ้นไป', nextEn: 'Choose another unit above.' },
  'roles-refused': { status: 403, th: 'ท่านให้บทบาทเหล่านี้แก่ตำแหน่งไม่ได้', en: 'You may not give these roles to a post', nextTh: 'ผู้ดูแลหน่วยงานให้ได้เฉพาะบริกรข้อมูลและผู้อ่าน บทบาทอื่นให้ผู้ดูแลระบบทำ', nextEn: 'An agency administrator gives steward and reader only; ask a system administrator for others.' },
  'post-has-a-holder': { status: 409, th: 'ตำแหน่งนี้มีผู้ครองตำแหน่งในช่วงวันนั้นแล้ว', en: 'The post has a holder in those days', nextTh: 'ระบุคำสั่งเดิมที่ถูกแทน หรือแต่งตั้งเป็นผู้รักษาราชการแทน', nextEn: 'Name the appointment this one replaces, or appoint somebody acting.' },
  'end-missing': { status: 422, th: 'การรักษาราชการแทนและปฏิบัติราชการแทนต้องมีวันสิ้นสุด', en: 'Acting appointments need a last day', nextTh: 'ใส่วันสุดท้ายตามคำสั่ง', nextEn: 'Give the last day by the document.' },
  'days-refused': { status: 422, th: 'วันสิ้นสุดมาก่อนวันเริ่มต้น', en: 'The last day comes before the first', nextTh: 'ตรวจวันที่ตามคำสั่ง', nextEn: 'Check the days against the document.' },
  'not-to-oneself': { status: 403, th: 'แต่งตั้งหรือมอบอำนาจให้ตนเองไม่ได้', en: 'Nobody appoints or delegates to themselves', nextTh: 'ให้ผู้ดูแลอีกคนทำรายการนี้', nextEn: 'Ask another administrator.' },
  'successor-missing': { status: 409, th: 'หน่วยงานย่อยจะไม่มีผู้รับผิดชอบ', en: 'The unit would be without a responsible person', nextTh: 'ระบุผู้สืบตำแหน่งพร้อมเลขที่คำสั่งในรายการเดียวกัน', nextEn: 'Name a successor with the document in the same change.' },
  'powers-refused': { status: 422, th: 'อำนาจเหล่านี้มอบต่อไม่ได้', en: 'These powers cannot be delegated', nextTh: 'มอบได้เฉพาะอำนาจด้านงานข้อมูล ไม่รวมการบริหารบัญชี สิทธิ และการมอบอำนาจต่อ', nextEn: 'Only powers over data can be delegated; not the administration of accounts and rights, nor delegating on.' },
  'post-has-no-powers': { status: 422, th: 'ตำแหน่งนี้ไม่มีอำนาจให้มอบ', en: 'This post has no powers to delegate', nextTh: 'เลือกตำแหน่งที่มีบทบาทบริกรข้อมูลขึ้นไป', nextEn: 'Choose a post whose role changes data.' },
  'juristic-number-refused': { status: 422, th: 'เลขนิติบุคคลไม่ถูกต้อง', en: 'The juristic number is not valid', nextTh: 'ตรวจเลข 13 หลักตามหนังสือรับรอง', nextEn: 'Check the 13 digits against the certificate.' },
});
