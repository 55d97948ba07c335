/** Every type of event of the house and what it says, beside its name. A room that tells something new adds its type here and its words to hearing/. */
export const eventTypes = {
  'saphan.release.published': { th: 'เผยแพร่ข้อมูลฉบับใหม่', en: 'A release was published' },
  'saphan.release.withdrawn': { th: 'ถอนข้อมูลฉบับหนึ่ง', en: 'A release was withdrawn' },
  'saphan.service.published': { th: 'บริการข้อมูลเปิดใช้หรือมีรุ่นใหม่', en: 'A data service went live or has a new version' },
  'saphan.service.deprecated': { th: 'บริการข้อมูลแจ้งวันเลิกใช้หรือเลิกใช้แล้ว', en: 'A data service is going away, or went' },
  'saphan.agreement.activated': { th: 'ข้อตกลงแลกเปลี่ยนมีผลใช้', en: 'A sharing agreement came into force' },
  'saphan.agreement.suspended': { th: 'ข้อตกลงแลกเปลี่ยนถูกระงับ', en: 'A sharing agreement was suspended' },
  'saphan.agreement.ended': { th: 'ข้อตกลงแลกเปลี่ยนสิ้นสุด', en: 'A sharing agreement ended' },
  'saphan.exchange.counted': { th: 'สรุปการแลกเปลี่ยนรายนาทีของข้อตกลง', en: 'The exchanges of an agreement in one minute' },
  'saphan.subscription.tried': { th: 'ทดสอบการส่ง', en: 'A trial of a subscription' },
} as const satisfies Record<string, { th: string; en: string }>;

export type EventType = keyof typeof eventTypes;
export const typeNames = Object.keys(eventTypes) as EventType[];
/** What somebody may subscribe to; a trial comes to whoever asks for it. */
export const offeredTypes = typeNames.filter((type) => type !== 'saphan.subscription.tried');
