import { definePolicies, type Role } from '#kernel/policy.ts';

const officers: readonly Role[] = ['operator', 'secretariat', 'steward', 'reader', 'agency-admin', 'auditor'];
const agencies: readonly Role[] = ['steward', 'agency-admin'];

export const policies = definePolicies('requests', {
  'read-requests': { roles: officers, th: 'เจ้าหน้าที่ดูคำขอเชื่อมโยงที่หน่วยงานตนขอหรือต้องตอบ ส่วนกลางและผู้ตรวจสอบดูได้ทั้งหมด', en: 'Officers read the linkage requests that their agency made or answers; the secretariat and auditors read all.' },
  'read-matrix': { roles: [...officers, 'service'], th: 'เจ้าหน้าที่และระบบดูจำนวนคำขอระหว่างหน่วยงานได้', en: 'Officers and services may read how many requests there are between agencies.' },
  'draft-request': { roles: [...agencies, 'operator', 'secretariat'], th: 'ผู้ดูแลข้อมูลร่างและถอนคำขอของหน่วยงานตน ส่วนกลางร่างแทนหน่วยงานและทิ้งร่างได้ แต่หน่วยงานเป็นผู้ส่ง', en: 'Stewards draft and withdraw requests of their agency; the secretariat may draft for one and throw a draft away, and the agency sends it.' },
  'send-request': { roles: agencies, th: 'ผู้ดูแลข้อมูลส่งคำขอของหน่วยงานตนและตอบคำถาม', en: 'Stewards send their agency’s requests and answer questions about them.' },
  'note-request': { roles: [...agencies, 'reader', 'operator', 'secretariat'], th: 'สองหน่วยงานและส่วนกลางเขียนข้อความในคำขอได้', en: 'Both agencies and the secretariat may write into a request.' },
  'prepare-answer': { roles: agencies, th: 'ผู้ดูแลข้อมูลถามกลับและเตรียมคำตอบของหน่วยงานตน', en: 'Stewards ask back and prepare the answers of their agency.' },
  'answer-request': { roles: [...agencies, 'reader'], th: 'ผู้รับผิดชอบข้อมูลตามตำแหน่งตอบคำขอของหน่วยงานตน หากไม่มี ผู้ดูแลข้อมูลตอบ', en: 'Whoever holds the responsible post answers for the agency; where nobody does, its steward.' },
});
