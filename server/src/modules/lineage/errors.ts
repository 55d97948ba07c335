import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('lineage', {
  'dataset-not-found': { status: 404, th: 'ไม่พบชุดข้อมูลนี้', en: 'There is no such dataset', nextTh: 'ตรวจชื่อย่อในที่อยู่ หรือค้นจากรายการชุดข้อมูล', nextEn: 'Check the name in the address or search the list of datasets.' },
  'no-release': { status: 404, th: 'ชุดข้อมูลนี้ยังไม่มีรุ่นที่เผยแพร่ จึงยังไม่มีเส้นทาง', en: 'This dataset has no release yet, and so no lineage', nextTh: 'ดูเส้นทางได้เมื่อเชื่อมโยงรุ่นแรกแล้ว', nextEn: 'Look again once its first release is published.' },
  'column-not-found': { status: 404, th: 'ไม่มีคอลัมน์นี้ในชุดข้อมูล', en: 'The dataset has no such column', nextTh: 'เลือกชื่อคอลัมน์ที่ได้จากเส้นทางทั้งหมด', nextEn: 'Choose one of the columns that the whole lineage names.' },
  'receiver-not-found': { status: 404, th: 'ไม่พบระบบปลายทางนี้', en: 'There is no such receiver', nextTh: 'ดูรายการระบบปลายทางอีกครั้ง', nextEn: 'Look at the list of receivers again.' },
  'receiver-exists': { status: 409, th: 'มีระบบปลายทางที่ที่อยู่นี้แล้ว', en: 'A receiver with this address is set up already', nextTh: 'แก้ไขรายการที่มีอยู่แทน', nextEn: 'Change that one instead.' },
  'secret-needed': { status: 422, th: 'ต้องใส่ค่าลับใหม่ เพราะที่อยู่หรือชื่อหัวคำขอเปลี่ยน', en: 'The secret is needed anew, since the address or the name of the header changed', nextTh: 'ใส่ค่าของหัวคำขออีกครั้ง', nextEn: 'Give the value of the header again.' },
  'receiver-answered': { status: 502, th: 'ระบบปลายทางไม่รับเหตุการณ์', en: 'The receiver did not take the event', nextTh: 'ตรวจที่อยู่และค่าลับ แล้วลองอีกครั้ง', nextEn: 'Check address and secret, then try again.', retry: 'transient' },
});
