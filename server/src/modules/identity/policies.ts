import { definePolicies, roles, signedIn, type Assurance } from '#kernel/policy.ts';

/** What guards the ways in themselves: proved as well as the account can, within a quarter of an hour, and by a person. */
const sensitive: Assurance = { best: true, freshMinutes: 15, notByToken: true };
const person: Assurance = { notByToken: true };

/** Of the ways in; each other folder names its own. */
export const policies = definePolicies('identity', {
  'read-session': { roles, tellsOfAsker: true, th: 'ทุกคนดูได้ว่าตนลงชื่อเข้าใช้เป็นใครและทำอะไรได้', en: 'Everybody may see as whom they are signed in and what they may do.' },
  'sign-in': { roles, th: 'ทุกคนลองลงชื่อเข้าใช้ได้', en: 'Everybody may try to sign in.' },
  'welcome': { roles, th: 'ผู้มีรหัสเชิญเริ่มใช้บัญชีของตนได้', en: 'Whoever has the code of an invitation may take up the account.' },
  'step-up': { roles: signedIn, needs: person, th: 'ผู้ลงชื่อเข้าใช้ยืนยันตัวตนเพิ่มในเซสชันของตนได้', en: 'Whoever is signed in may prove more in the own session.' },
  'choose-persona': { roles: signedIn, needs: person, th: 'ผู้ลงชื่อเข้าใช้เลือกสถานะที่ตนมีวันนี้ได้', en: 'Whoever is signed in may choose among the personas of today.' },
  'sign-out': { roles: signedIn, needs: person, th: 'ผู้ลงชื่อเข้าใช้ลงชื่อออกได้', en: 'Whoever is signed in may sign out.' },
  'read-own-account': { roles: signedIn, th: 'ผู้ลงชื่อเข้าใช้ดูบัญชี เซสชัน ประวัติ และสัญญาณเตือนของตนได้', en: 'Whoever is signed in may read the own account, sessions, history and alarms.' },
  'change-own-credentials': { roles: signedIn, needs: sensitive, th: 'ผู้ลงชื่อเข้าใช้เปลี่ยนวิธียืนยันตัวตนของตนได้ เมื่อเพิ่งยืนยันด้วยวิธีที่ดีที่สุดที่มี', en: 'Whoever is signed in may change the own ways in, having just proved by the best of them.' },
  'end-own-sessions': { roles: signedIn, needs: person, th: 'ผู้ลงชื่อเข้าใช้สิ้นสุดเซสชันของตนได้', en: 'Whoever is signed in may end the own sessions.' },
  'see-own-alarm': { roles: signedIn, needs: person, th: 'ผู้ลงชื่อเข้าใช้รับทราบสัญญาณเตือนของตนได้', en: 'Whoever is signed in may acknowledge the own alarms.' },
  'issue-own-token': { roles: signedIn, needs: sensitive, th: 'ผู้ลงชื่อเข้าใช้ออกโทเคน API ในนามของตนได้ เมื่อเพิ่งยืนยันตัวตน', en: 'Whoever is signed in may issue API tokens in the own name, having just proved who it is.' },
  'revoke-own-token': { roles: signedIn, needs: person, th: 'ผู้ลงชื่อเข้าใช้ยกเลิกโทเคน API ของตนได้', en: 'Whoever is signed in may revoke the own API tokens.' },
});
