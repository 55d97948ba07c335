import type { Moderation, PlanItem, RequestState, Survey } from '../../api/portal-types.ts';

export const portal = {
  name: 'ข้อมูลเปิด', tagline: 'ข้อมูลและบริการภาคเกษตร', menu: 'เมนูหลัก', signIn: 'เข้าสู่ระบบ', workspace: 'ไปที่งานของฉัน', moreMenu: 'เมนู',
  nav: { search: 'ค้นข้อมูล', agencies: 'หน่วยงาน', topics: 'หมวด', requests: 'ขอข้อมูล', showcases: 'ผลงาน', statistics: 'สถิติ' },
  foot: { ministry: 'กระทรวงเกษตรและสหกรณ์', licence: 'เงื่อนไขการใช้อยู่ที่หน้าของแต่ละชุดข้อมูล', links: 'ลิงก์ท้ายหน้า', feed: 'ฟีดข้อมูลล่าสุด (Atom)', apiDocument: 'เอกสาร API', plan: 'แผนเปิดข้อมูล', surveys: 'แบบสำรวจความต้องการ' },
  loading: 'กำลังอ่าน ไม่เกิน 2 วินาที', all: 'ดูทั้งหมด', next: 'ถัดไป', previous: 'ก่อนหน้า', send: 'ส่ง', sending: 'กำลังส่ง',
  search: {
    title: 'ค้นข้อมูลเปิดภาคเกษตร', label: 'คำค้น', go: 'ค้นหา', often: 'หมวดที่มีข้อมูล', filters: 'กรองผลการค้นหา', filter: (v: { count: number }) => (v.count > 0 ? `กรอง ${v.count}` : 'กรอง'), clear: 'เอาตัวกรองออกทั้งหมด',
    found: (v: { total: string; text: string }) => (v.text ? `**${v.total}** ชุดข้อมูลเรื่อง "${v.text}"` : `**${v.total}** ชุดข้อมูล`), sort: 'เรียงตาม',
    sorts: { best: 'ตรงคำค้นที่สุด', newest: 'แก้ไขล่าสุด', oldest: 'แก้ไขนานที่สุด', title: 'ชื่อ' }, drop: (v: { name: string }) => `เอาตัวกรอง ${v.name} ออก`,
    meant: 'หรือหมายถึง', similar: 'ไม่มีชุดที่ตรงทุกคำ แสดงชุดที่คำใกล้เคียงกัน', some: 'ไม่มีชุดที่มีครบทุกคำ แสดงชุดที่มีบางคำ', results: 'ผลการค้นหา', pages: 'หน้าผลการค้นหา', shown: (v: { from: string; to: string; total: string }) => `แสดง ${v.from}–${v.to} จาก ${v.total}`,
    none: 'ไม่พบชุดข้อมูลที่ตรง', noneWhy: 'ลองคำที่สั้นลง หรือเอาตัวกรองออก ถ้ายังไม่มี ขอให้หน่วยงานเปิดได้', suggestions: 'คำที่น่าจะใช่', rows: (v: { count: string }) => `${v.count}\u00a0แถว`,
    fields: { organization: 'หน่วยงาน', res_format: 'รูปแบบไฟล์', freshness: 'ความสดใหม่', quality: 'เกรดคุณภาพ', data_type: 'ประเภทข้อมูล', geo_coverage: 'ละเอียดถึง', license_id: 'สัญญาอนุญาต', update_frequency_unit: 'ความถี่', tags: 'คำสำคัญ' } as Record<string, string>,
    fresh: { fresh: 'ตรงตามสัญญา', stale: 'เก่ากว่าสัญญา' } as Record<string, string>, more: 'ดูเพิ่ม', less: 'ย่อ', grade: (v: { grade: string }) => `เกรด ${v.grade}`,
    missing: 'ไม่พบข้อมูลที่ต้องการ', missingWhy: 'บอกว่าจะใช้ทำอะไร หน่วยงานเจ้าของข้อมูลต้องตอบภายใน\u00a015\u00a0วัน ติดตามคำตอบได้โดยไม่ต้องสมัครสมาชิก', askNew: 'ขอชุดข้อมูลใหม่', wished: 'ที่คนขอมากตอนนี้ กดร่วมขอได้', noWishes: 'ยังไม่มีคำขอที่แสดงอยู่',
  },
  agencies: { title: 'หน่วยงานที่เปิดข้อมูล', lead: (v: { with: string; all: string }) => `**${v.with}** จาก ${v.all} หน่วยงานเปิดข้อมูลแล้ว`, datasets: (v: { count: string }) => `${v.count}\u00a0ชุดข้อมูล`, none: 'ยังไม่มีชุดข้อมูลเปิด', newest: 'ล่าสุด', feed: 'ฟีด' },
  topics: { title: 'หมวดข้อมูล', lead: 'ชุดข้อมูลที่อยู่ในเรื่องเดียวกัน ตามหมวดของบัญชีข้อมูลภาครัฐและหมวดของกระทรวง', empty: 'ยังไม่มีชุดข้อมูลในหมวดนี้', emptyWhy: 'เมื่อผู้ดูแลข้อมูลจัดชุดเข้าหมวด จะเห็นที่นี่' },
  requests: {
    title: 'คำขอชุดข้อมูล', lead: 'ขอข้อมูลที่ยังไม่เปิด ร่วมขอกับคนอื่น และอ่านคำตอบของหน่วยงาน', ask: 'ขอชุดข้อมูล', waiting: 'รอเจ้าหน้าที่อ่าน', none: 'ยังไม่มีคำขอในกลุ่มนี้', noneWhy: 'เป็นคนแรกที่ขอได้', filter: 'สถานะ', everything: 'ทั้งหมด',
    states: { asked: 'รอหน่วยงานตอบ', answered: 'ตอบแล้ว', planned: 'อยู่ในแผน', published: 'เปิดแล้ว', declined: 'เปิดไม่ได้' } satisfies Record<RequestState, string>,
    vote: 'ร่วมขอ', voted: 'ร่วมขอแล้ว', votes: (v: { count: string }) => `${v.count}\u00a0คนร่วมขอ`, signInToVote: 'ลงชื่อเข้าใช้เพื่อร่วมขอ คนละหนึ่งเสียง', to: 'ถึง', anyAgency: 'ให้ส่วนกลางหาหน่วยงานเจ้าของ', askedAt: 'ขอเมื่อ', dueOn: 'ต้องตอบภายใน', planned: 'จะเปิดภายใน', comments: (v: { count: number }) => `${v.count}\u00a0ความเห็น`,
    moderation: { waiting: 'รอเจ้าหน้าที่อ่านก่อนแสดง', shown: 'แสดงแล้ว', hidden: 'ไม่แสดง' } satisfies Record<Moderation, string>,
    form: { title: 'ขอชุดข้อมูลใหม่', lead: 'ไม่ต้องลงชื่อเข้าใช้ ข้อความแสดงหลังเจ้าหน้าที่อ่าน', what: 'ข้อมูลที่ต้องการ', whatHint: 'เช่น ราคาปุ๋ยขายปลีก รายจังหวัด รายเดือน', need: 'จะใช้ทำอะไร', needHint: 'ช่วยให้หน่วยงานเห็นว่าควรเปิดส่วนใดก่อน อย่าใส่ข้อมูลส่วนบุคคล', agency: 'หน่วยงานเจ้าของ ถ้าทราบ', contact: 'ช่องทางติดต่อกลับ ไม่บังคับ', contactHint: 'ปิดผนึกไว้ ไม่แสดงต่อสาธารณะ หน่วยงานที่ถูกขอเท่านั้นที่เปิดดูได้และมีบันทึก ลบเมื่อครบหนึ่งปีหรือ 90 วันหลังจบ', send: 'ส่งคำขอ', short: 'เขียนอย่างน้อย 5 ตัวอักษร', needMissing: 'บอกสั้น ๆ ว่าจะใช้ทำอะไร' },
    merged: 'คำขอนี้รวมกับอีกคำขอแล้ว', toMerged: 'เปิดคำขอที่อยู่ต่อ', hiddenWhy: 'คำขอนี้ไม่แสดงต่อสาธารณะ', toDesk: 'จัดการที่งานดูแลข้อมูลเปิด', sent: 'ส่งคำขอแล้ว', sentWhy: 'เก็บที่อยู่หน้านี้ไว้ คำตอบจะแสดงที่นี่ เมื่อเจ้าหน้าที่อ่านแล้วคนอื่นจะเห็นและร่วมขอได้', steps: 'ความเป็นมา', discussion: 'ความเห็น', noDiscussion: 'ยังไม่มีความเห็น', say: 'แสดงความเห็น', sayHint: 'ข้อความแสดงหลังเจ้าหน้าที่อ่าน', said: 'ส่งแล้ว จะแสดงหลังเจ้าหน้าที่อ่าน', saidNow: 'แสดงแล้ว', somebody: 'ประชาชน', openDataset: 'เปิดชุดข้อมูล',
    answer: { title: 'ตอบคำขอนี้', state: 'ผล', text: 'คำตอบที่ประชาชนอ่าน', plannedOn: 'เปิดภายใน (ปี-เดือน-วัน ค.ศ.)', dataset: 'ชื่อย่อชุดข้อมูลที่เผยแพร่', send: 'บันทึกคำตอบ', show: 'แสดงต่อสาธารณะ', hide: 'ไม่แสดง', contact: 'เปิดดูช่องทางติดต่อ', contactNote: 'การเปิดดูมีบันทึก' },
  },
  plan: { title: 'แผนเปิดข้อมูล', lead: 'สิ่งที่หน่วยงานจะเปิด ภายในเมื่อใด และมีคนอยากได้เท่าใด', survey: 'ตอบแบบสำรวจที่เปิดอยู่', none: 'ยังไม่มีรายการในแผน', noneWhy: 'เมื่อแบบสำรวจปิดและส่วนกลางทำแผน รายการจะอยู่ที่นี่', item: 'ข้อมูล', agency: 'หน่วยงาน', due: 'ภายใน', votes: 'เสียง', movedWhy: 'แก้แผนเพราะ', state: 'สถานะ', states: { planned: 'ตามแผน', late: 'เลยกำหนด', published: 'เปิดแล้ว' } satisfies Record<PlanItem['state'], string> },
  surveys: {
    title: 'แบบสำรวจความต้องการข้อมูล', lead: 'บอกว่าอยากให้เปิดข้อมูลใดก่อน ผลจะกลายเป็นแผนที่มีกำหนด', none: 'ยังไม่มีแบบสำรวจ', noneWhy: 'ระหว่างนี้ขอชุดข้อมูลเป็นรายเรื่องได้', states: { coming: 'ยังไม่เปิด', open: 'เปิดรับ', closed: 'ปิดแล้ว', planned: 'เป็นแผนแล้ว' } satisfies Record<Survey['state'], string>,
    people: (v: { count: string }) => `${v.count}\u00a0คนตอบแล้ว`, most: (v: { count: number }) => `เลือกได้ไม่เกิน ${v.count}\u00a0ข้อ`, save: 'ส่งคำตอบ', saved: 'บันทึกคำตอบแล้ว แก้ได้จนกว่าจะปิด', signIn: 'ลงชื่อเข้าใช้เพื่อตอบ คนละหนึ่งชุด', votes: (v: { count: string }) => `${v.count}\u00a0เสียง`, inPlan: 'อยู่ในแผนแล้ว', toPlan: 'ดูแผนเปิดข้อมูล', options: 'ตัวเลือก',
  },
  showcases: {
    title: 'ผลงานจากข้อมูล', lead: 'สิ่งที่ประชาชน นักวิจัย และหน่วยงานทำจากข้อมูลเปิด', none: 'ยังไม่มีผลงาน', noneWhy: 'ทำอะไรจากข้อมูลเปิด เล่าให้คนอื่นรู้ได้', tell: 'เล่าผลงาน', by: 'โดย', uses: 'ใช้ข้อมูล', open: 'เปิดดู', otherSite: '(เว็บอื่น)', waiting: 'รอส่วนกลางอนุมัติ', approve: 'อนุมัติ', decline: 'ไม่รับ', declineReason: 'เหตุผลที่ไม่รับ',
    form: { name: 'ชื่อผลงาน', summary: 'ทำอะไร ช่วยใคร', maker: 'ผู้ทำ', address: 'ที่อยู่เว็บ', addressHint: 'ขึ้นต้นด้วย https://', datasets: 'ชุดข้อมูลที่ใช้', datasetsHint: 'ชื่อย่อ คั่นด้วยจุลภาค เช่น rid-reservoirs', sent: 'ส่งแล้ว จะแสดงเมื่อส่วนกลางอนุมัติ', short: 'เขียนให้ครบทุกช่อง' },
  },
  statistics: {
    title: 'สถิติการใช้ข้อมูลเปิด', lead: (v: { datasets: string; agencies: string; rows: string }) => `เปิดแล้ว **${v.datasets}** ชุดข้อมูล จาก **${v.agencies}** หน่วยงาน รวม **${v.rows}** แถว`, privacy: 'นับเป็นรายวันต่อชุดข้อมูล ไม่เก็บที่อยู่เครือข่าย คุกกี้ หรือชื่อผู้ใช้ และไม่นับโปรแกรมที่บอกว่าเป็นบอต',
    span: (v: { range: string }) => `ช่วง ${v.range}`, views: 'เปิดหน้า', downloads: 'ดาวน์โหลด', apiCalls: 'เรียกผ่าน API', days: 'การใช้รายวัน', mostUsed: 'ชุดข้อมูลที่ใช้มากที่สุด', dataset: 'ชุดข้อมูล', none: 'ยังไม่มีการใช้ในช่วงนี้', period: 'ช่วงเวลา', periods: { week: '7 วัน', month: '30 วัน', year: '365 วัน' }, asTable: 'ดูเป็นตาราง', day: 'วัน',
    reading: (v: { downloads: string; apiCalls: string }) => `ดาวน์โหลด ${v.downloads} ครั้ง และโปรแกรมเรียก ${v.apiCalls} ครั้งในช่วงนี้`,
  },
};
