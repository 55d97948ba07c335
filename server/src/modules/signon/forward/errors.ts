import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('signon', {
  'forward-site-not-found': { status: 404, th: 'ไม่พบเว็บหลังพร็อกซีนี้', en: 'There is no such site behind a proxy', nextTh: 'ตรวจชื่อเครื่อง และให้พร็อกซีอยู่ในรายการที่เชื่อถือ', nextEn: 'Check the host, and that the proxy is one that is trusted.' },
  'forward-sign-in-needed': { status: 401, th: 'ต้องลงชื่อเข้าใช้ก่อนเข้าเว็บนี้', en: 'Sign in before you enter this site', nextTh: 'ไปที่ที่อยู่ในส่วนหัว location', nextEn: 'Follow the address in the location header.' },
  'forward-header-forged': { status: 400, th: 'คำขอมีส่วนหัวระบุตัวตนที่ไม่ได้มาจากระบบ', en: 'The request brings an identity header that is not ours', nextTh: 'ให้พร็อกซีลบส่วนหัวนี้จากคำขอของผู้ใช้', nextEn: 'Let the proxy remove that header from what people send.' },
  'forward-way-lost': { status: 409, th: 'การลงชื่อเข้าเว็บนี้หมดอายุหรือเริ่มที่เบราว์เซอร์อื่น', en: 'This sign-in has ended or was begun in another browser', nextTh: 'เปิดเว็บนั้นใหม่เพื่อเริ่มอีกครั้ง', nextEn: 'Open the site again to begin anew.' },
  'forward-site-refused': { status: 422, th: 'ข้อมูลของเว็บหลังพร็อกซีไม่ตรงข้อกำหนด', en: "The site's details are refused", nextTh: 'แก้ตามรายละเอียด แล้วส่งใหม่', nextEn: 'Correct what the detail names and send it again.' },
});
