/** What a scope means to the person who is asked. */
const sentences: Record<string, [string, string]> = {
  openid: ['รู้ว่าเป็นคุณคนเดิมที่กลับมา', 'Know that it is you who came back'],
  profile: ['ชื่อและนามสกุลของคุณ', 'Your name'],
  organisation: ['หน่วยงาน ตำแหน่ง และสถานะที่คุณใช้อยู่', 'Your agency, post and the persona you act as'],
  offline_access: ['ทำงานต่อได้เมื่อคุณไม่อยู่หน้าจอ', 'Go on while you are away'],
  '*': ['ใช้สะพานข้อมูลแทนคุณ เว้นแต่งานที่ต้องยืนยันตัวอีกครั้ง', 'Use Saphan as you, except where you must prove yourself again'],
};

export interface AskedScope { name: string; th: string; en: string }

/** Scopes of a request as sentences; one that we do not know is shown by its name. */
export function describeScopes(scope: unknown): AskedScope[] {
  const names = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [];
  return names.map((name) => {
    const [th, en] = sentences[name] ?? [`สิทธิ์ ${name}`, `Permission ${name}`];
    return { name, th, en };
  });
}
