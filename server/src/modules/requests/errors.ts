import { defineProblems } from '#kernel/problem.ts';

/** Problems of linkage requests. */
export const requestProblem = defineProblems('requests', {
  'request-not-found': { status: 404, th: 'ไม่พบคำขอเชื่อมโยงนี้ หรือเป็นคำขอระหว่างหน่วยงานอื่น', en: 'No such request, or it is between other agencies', nextTh: 'กลับไปหน้ารายการคำขอ', nextEn: 'Go back to the list of requests.' },
  'request-not-yet': { status: 404, th: 'วันนั้นยังไม่มีคำขอนี้', en: 'There was no such request on that day', nextTh: 'เลือกวันหลังจากนั้น หรือดูปัจจุบัน', nextEn: 'Choose a later day, or look at now.' },
  'not-own-agency': { status: 403, th: 'ท่านไม่ได้สังกัดหน่วยงานนี้', en: 'This is not your agency', nextTh: 'ให้เจ้าหน้าที่ของหน่วยงานนั้นดำเนินการ', nextEn: 'Somebody of that agency has to do it.' },
  'not-responsible': { status: 403, th: 'ผู้รับผิดชอบข้อมูลของหน่วยงานเป็นผู้ให้คำตอบ', en: "The agency's data owner gives the answer", nextTh: 'บันทึกเป็นร่างคำตอบ ผู้รับผิดชอบจะเห็นและยืนยันเอง', nextEn: 'Save it as a prepared answer; whoever is responsible sees it and confirms.' },
  'changed-meanwhile': { status: 409, th: 'มีผู้ดำเนินการกับคำขอนี้ไปแล้วระหว่างที่ท่านเปิดอยู่', en: 'Somebody acted on this request while you had it open', nextTh: 'สิ่งที่ท่านเขียนยังอยู่ในหน้าจอ เปิดดูเรื่องล่าสุดก่อน แล้วทำต่อ', nextEn: 'What you wrote is still on your screen: read what happened, then go on.' },
  'not-now': { status: 409, th: 'ทำขั้นนี้กับคำขอในสถานะปัจจุบันไม่ได้', en: 'This cannot be done to the request as it stands', nextTh: 'เปิดคำขออีกครั้งเพื่อดูสถานะ', nextEn: 'Open the request again to see where it stands.' },
  'not-ready': { status: 422, th: 'คำขอยังไม่ครบ', en: 'The request is not complete', nextTh: 'แก้แต่ละข้อที่ระบุ แล้วส่งอีกครั้ง ร่างยังอยู่ครบ', nextEn: 'Mend each place that is named, then send it again; the draft is kept.' },
  'dataset-unknown': { status: 422, th: 'ไม่พบชุดข้อมูลนี้ในบัญชีข้อมูลที่ท่านเห็น', en: 'The catalogue has no such dataset that you see', nextTh: 'ค้นด้วยคำอื่น หรือบอกข้อมูลที่ต้องการเป็นถ้อยคำ', nextEn: 'Search with other words, or say in words what is needed.' },
  'dataset-retired': { status: 422, th: 'ชุดข้อมูลนี้เลิกใช้แล้ว', en: 'This dataset is retired', nextTh: 'เลือกชุดที่ใช้แทน หรือบอกข้อมูลที่ต้องการเป็นถ้อยคำ', nextEn: 'Choose what replaces it, or say in words what is needed.' },
  'own-dataset': { status: 422, th: 'ข้อมูลนี้เป็นของหน่วยงานท่านเอง', en: "This is your agency's own data", nextTh: 'เลือกข้อมูลของหน่วยงานอื่น', nextEn: 'Choose data of another agency.' },
  'provider-mistaken': { status: 422, th: 'ชุดข้อมูลนี้ไม่ใช่ของหน่วยงานที่ระบุ', en: 'The dataset is not of the agency that is named', nextTh: 'ระบุเพียงชุดข้อมูล ระบบรู้เองว่าเป็นของหน่วยงานใด', nextEn: 'Name the dataset only; whose it is, is known.' },
  'column-unknown': { status: 422, th: 'ข้อกำหนดของชุดข้อมูลไม่มีคอลัมน์นี้', en: 'The contract of the dataset has no such column', nextTh: 'เลือกจากรายการคอลัมน์ หรือเขียนเป็นถ้อยคำ', nextEn: 'Choose of the list of columns, or say it in words.' },
  'code-unknown': { status: 422, th: 'ไม่มีรหัสนี้ในรายการ', en: 'The list has no such code', nextTh: 'เลือกจากรายการ', nextEn: 'Choose of the list.' },
  'not-a-date': { status: 422, th: 'ไม่มีวันนี้ในปฏิทิน', en: 'There is no such day in the calendar', nextTh: 'เขียนวันที่แบบ ปี-เดือน-วัน ค.ศ. เช่น 2027-03-01', nextEn: 'Write the day as year-month-day, for example 2027-03-01.' },
  'era-mistaken': { status: 422, th: 'ปีอยู่คนละศักราชกับที่ช่องนี้ใช้', en: 'The year is of the other era', nextTh: 'วันที่ที่ส่งถึงระบบใช้ ค.ศ. ในหน้าจอใช้ พ.ศ.', nextEn: 'Days sent to the system are of the common era; pages show the Buddhist era.' },
  'answer-not-ready': { status: 422, th: 'คำตอบยังไม่ครบ', en: 'The answer is not complete', nextTh: 'แก้แต่ละข้อที่ระบุ', nextEn: 'Mend each place that is named.' },
});
