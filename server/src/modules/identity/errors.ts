import { defineProblems } from '#kernel/problem.ts';

/** Of the ways in; each other folder has its own. */
export const problem = defineProblems('identity', {
  'sign-in-refused': { status: 401, th: 'ลงชื่อเข้าใช้ไม่สำเร็จ', en: 'The sign-in was refused', nextTh: 'ตรวจชื่อผู้ใช้และรหัสผ่าน แล้วลองใหม่ หากยังไม่ได้ให้ติดต่อผู้ดูแลของหน่วยงาน', nextEn: "Check user name and password and try again; if it still fails, ask your agency's administrator." },
  'second-factor-refused': { status: 401, th: 'รหัสยืนยันไม่ถูกต้องหรือใช้ไปแล้ว', en: 'The second proof was refused', nextTh: 'รอรหัสใหม่จากแอปแล้วลองอีกครั้ง หรือใช้พาสคีย์หรือรหัสกู้คืน', nextEn: 'Wait for the next code of your app and try again, or use a passkey or a recovery code.' },
  'sign-in-lost': { status: 401, th: 'ขั้นตอนลงชื่อเข้าใช้นี้สิ้นสุดแล้ว', en: 'This sign-in has ended', nextTh: 'เริ่มลงชื่อเข้าใช้ใหม่ตั้งแต่ชื่อผู้ใช้', nextEn: 'Begin again with your user name.' },
  'too-many-attempts': { status: 429, th: 'ลองหลายครั้งเกินไป', en: 'Too many attempts', nextTh: 'รอตามเวลาที่ระบุแล้วลองใหม่', nextEn: 'Wait as long as said, then try again.', retry: 'transient' },
  'busy': { status: 429, th: 'ขณะนี้มีผู้ลงชื่อเข้าใช้พร้อมกันจำนวนมาก', en: 'Too many people are signing in at this moment', nextTh: 'รอสักครู่แล้วลองใหม่', nextEn: 'Wait a moment and try again.', retry: 'transient' },
  'password-refused': { status: 422, th: 'รหัสผ่านนี้ใช้ไม่ได้', en: 'This password cannot be used', nextTh: 'ตั้งวลียาว ๆ ที่จำได้ อย่างน้อย 12 ตัวอักษร ภาษาไทยก็ได้', nextEn: 'Choose a long phrase that you can remember, at least 12 characters, Thai as well.' },
  'user-name-refused': { status: 422, th: 'ชื่อผู้ใช้นี้ใช้ไม่ได้', en: 'This user name cannot be used', nextTh: 'ใช้อักษรอังกฤษตัวเล็ก ตัวเลข จุด ขีด หรืออีเมล อย่างน้อยสองตัวอักษร', nextEn: 'Use small Latin letters, figures, dots and dashes, or an e-mail address, at least two characters.' },
  'code-refused': { status: 401, th: 'รหัสนี้ใช้ไม่ได้', en: 'This code cannot be used', nextTh: 'ตรวจว่าพิมพ์ครบ ยังไม่หมดอายุ และยังไม่ถูกใช้ หรือขอรหัสใหม่จากผู้ดูแล', nextEn: 'Check that it is complete, not expired and not used yet, or ask the administrator for a new one.' },
  'passkey-refused': { status: 401, th: 'พาสคีย์นี้ใช้ไม่ได้', en: 'The passkey was refused', nextTh: 'ลองใหม่จากหน้าเดิม หรือใช้วิธีอื่นที่ลงทะเบียนไว้', nextEn: 'Try again from the same page, or use another way that you are enrolled for.' },
  'already-enrolled': { status: 409, th: 'ลงทะเบียนวิธีนี้ไว้แล้ว', en: 'This is enrolled already', nextTh: 'นำรายการเดิมออกก่อน แล้วลงทะเบียนใหม่', nextEn: 'Remove the earlier one first, then enrol anew.' },
  'last-way': { status: 409, th: 'นี่เป็นวิธียืนยันขั้นที่สองวิธีสุดท้าย จึงนำออกไม่ได้', en: 'This is the last second factor and cannot be removed', nextTh: 'เพิ่มพาสคีย์หรือแอปรหัสใช้ครั้งเดียวอีกวิธีก่อน แล้วจึงนำวิธีนี้ออก', nextEn: 'Add another passkey or an authenticator app first, then remove this one.' },
  'persona-unknown': { status: 409, th: 'วันนี้ท่านไม่มีสถานะนี้', en: 'You do not have this persona today', nextTh: 'เลือกจากรายการที่แสดง หากควรมีให้ติดต่อผู้ดูแลของหน่วยงาน', nextEn: "Choose one of those listed; if one is missing, ask your agency's administrator." },
  'token-gives-no-token': { status: 403, th: 'ออกโทเคนนี้ผ่านโทเคนที่ใช้อยู่ไม่ได้', en: 'This token cannot be issued through the one in use', nextTh: 'ลงชื่อเข้าใช้ แล้วออกโทเคนที่หน้าบัญชีของท่าน', nextEn: 'Sign in and issue it on the page of your account.' },
  'scope-unknown': { status: 422, th: 'ไม่รู้จักขอบเขตที่ขอ', en: 'A scope is not known', nextTh: 'ใช้ชื่อสิทธิ เช่น linkage.start-run ชื่อห้องตามด้วย :read หรือ *', nextEn: 'Use the name of a right such as linkage.start-run, a room with :read, or *.' },
});
