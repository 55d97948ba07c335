import { definePolicies, signedIn } from '#kernel/policy.ts';

export const policies = definePolicies('tracker', {
  'read-own': { roles: signedIn, needs: { ial: 20, notByToken: true }, reads: true, th: 'ทุกคนที่พิสูจน์ตัวตนแล้ว (เช่น ด้วย ThaiD) เห็นว่าใครใช้ข้อมูลของตน เมื่อใด และเพราะเหตุใด ไม่มีใครเห็นของผู้อื่น', en: 'Whoever proved who they are (by ThaiD, say) sees who used their data, when and why; nobody sees anybody else’s.' },
  'open-own': { roles: signedIn, needs: { ial: 20, notByToken: true }, th: 'ผู้ที่พิสูจน์ตัวตนแล้วใส่เลขประจำตัวของตนเพื่อเปิดดูการใช้ข้อมูลของตน', en: 'Whoever proved who they are types their own citizen id to look at the uses of their data.' },
  'find-usage': { roles: ['service'], reads: true, th: 'เว็บท่าของรัฐที่ได้รับโทเคนเฉพาะเรื่องนี้ถามการใช้ข้อมูลแทนเจ้าของข้อมูลที่ลงชื่อเข้าใช้ที่นั่น', en: 'A portal of the state with a token for nothing else asks about uses for the person who signed in there.' },
});
