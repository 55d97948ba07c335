import { formatThaiDate } from '@saphan/contracts/dates';
import type { Consumer, Event } from '#kernel/outbox.ts';
import { notify, settleNotices, type NewNotice } from '../sending/notify.ts';

interface Words { th: string; en: string }

const ALARMS: Record<string, Words> = {
  'new-device': { th: 'มีการลงชื่อเข้าใช้บัญชีของท่านจากอุปกรณ์ใหม่', en: 'Your account was entered with a new device' },
  'two-networks': { th: 'มีการลงชื่อเข้าใช้บัญชีของท่านจากสองเครือข่ายในเวลาใกล้กัน', en: 'Your account was entered from two networks at once' },
  'many-failures': { th: 'มีผู้ลองเข้าบัญชีของท่านไม่สำเร็จหลายครั้ง จึงให้รอก่อนลองใหม่', en: 'Somebody failed to enter your account many times, so each further attempt waits' },
  'token-reuse': { th: 'มีการใช้โทเคนที่เคยใช้แล้วซ้ำ ซึ่งอาจถูกขโมย', en: 'A token was used again that may have been stolen' },
  'recovery-used': { th: 'มีการใช้รหัสกู้คืนกับบัญชีของท่าน', en: 'A recovery code was used for your account' },
  'password-changed': { th: 'มีการเปลี่ยนรหัสผ่านของท่าน', en: 'Your password was changed' },
  'factor-removed': { th: 'มีการเอาวิธียืนยันตัวชั้นที่สองออกจากบัญชีของท่าน', en: 'A second factor was taken off your account' },
};
const other: Words = { th: 'มีเหตุการณ์ในบัญชีของท่านที่ควรตรวจสอบ', en: 'There is something to look at in your account' };
const todo: Words = {
  th: 'หากไม่ใช่ท่าน ให้ออกจากระบบทุกแห่งและเปลี่ยนรหัสผ่านทันทีในหน้าบัญชีและความปลอดภัย',
  en: 'If it was not you, sign out everywhere and change your password at once, on the page Account and security.',
};

/** An alarm about an account reaches its owner; neither device, network nor anything secret stands in it. */
export const accountConsumer: Consumer = {
  name: 'notices.account-alarms', topics: ['identity.alarm-raised', 'identity.alarm-seen'],
  async hear(tx, { topic, payload, at }: Event) {
    const key = `alarm:${payload.alarmId}`;
    if (topic === 'identity.alarm-seen') await settleNotices(tx, 'account', [key]);
    else await notify(tx, [noticeOf(key, payload.accountId, payload.kind, payload.at ?? at)]);
  },
};

function noticeOf(key: string, accountId: string, kind: string, at: string): NewNotice {
  const { th, en } = ALARMS[kind] ?? other;
  const when = (lang: 'th' | 'en') => formatThaiDate(at, { lang, style: 'withTime' });
  return { kind: 'account', key, to: { accountId }, link: '/account/history', what: { th: `${th} เมื่อ ${when('th')}`, en: `${en} on ${when('en')}.` }, todo };
}
