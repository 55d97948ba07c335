import { definePolicies, roles, signedIn, type Role } from '#kernel/policy.ts';

const keepers: readonly Role[] = ['operator', 'secretariat', 'steward'];
const secretariat: readonly Role[] = ['operator', 'secretariat'];
const people: readonly Role[] = signedIn;
/** Everybody at a screen or at home; services ask as visitors do where they only read. */
const everybody: readonly Role[] = roles;

export const policies = definePolicies('portal', {
  'read-portal': { roles: everybody, th: 'ทุกคนอ่านหน้าข้อมูลเปิด คำขอ แบบสำรวจ แผน ผลงาน หมวด และสถิติได้ โดยไม่ต้องลงชื่อเข้าใช้', en: 'Everybody may read the portal: requests, surveys, plan, showcases, topics and statistics, without signing in.' },
  'ask-for-data': { roles: everybody, th: 'ทุกคนขอชุดข้อมูลและแสดงความเห็นได้ ข้อความของประชาชนแสดงหลังเจ้าหน้าที่อ่าน', en: 'Everybody may ask for a dataset and comment; what the public writes is shown after an officer read it.' },
  'vote': { roles: people, th: 'ผู้ลงชื่อเข้าใช้ร่วมขอและตอบแบบสำรวจได้คนละหนึ่งเสียง', en: 'Whoever signed in may support a request and answer a survey, one voice each.' },
  'answer-request': { roles: keepers, th: 'ผู้ดูแลข้อมูลอ่าน ตอบ และเปิดดูช่องทางติดต่อของคำขอถึงหน่วยงานตน ส่วนกลางทำได้ทั้งหมด', en: 'Stewards read, answer and open the contact of requests to their agency, the secretariat of all.' },
  'make-survey': { roles: secretariat, th: 'ส่วนกลางทำแบบสำรวจและทำแผนเปิดข้อมูลจากผล', en: 'The secretariat makes surveys and the publication plan of their results.' },
  'deliver-item': { roles: keepers, th: 'ผู้ดูแลข้อมูลผูกชุดข้อมูลที่เผยแพร่แล้วกับรายการในแผนของหน่วยงานตน', en: 'Stewards tie a published dataset to an item of the plan of their agency.' },
  'decide-showcase': { roles: secretariat, th: 'ส่วนกลางอนุมัติหรือไม่รับผลงานที่ส่งมา', en: 'The secretariat approves or declines showcases.' },
  'change-topics': { roles: secretariat, th: 'ส่วนกลางเพิ่ม แก้ จัดลำดับ และเลิกใช้หมวดข้อมูล', en: 'The secretariat adds, changes, orders and retires topics.' },
  'keep-topics': { roles: keepers, th: 'ผู้ดูแลข้อมูลจัดชุดของหน่วยงานตนเข้าหมวด ส่วนกลางจัดได้ทั้งหมด', en: 'Stewards put datasets of their agency in topics, the secretariat any.' },
});
