import type { Audience } from '@saphan/contracts/catalogue/record';

/** To whom a record is published, in words. */
export const audienceWords: Readonly<Record<Audience, { th: string; en: string }>> = {
  open: { th: 'ทุกคน', en: 'everybody' }, government: { th: 'เจ้าหน้าที่ทุกหน่วยงาน', en: 'officers of every agency' }, internal: { th: 'เฉพาะหน่วยงานเจ้าของ', en: 'the owning agency only' },
};
