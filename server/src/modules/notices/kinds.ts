/** How a kind of notice is mailed when somebody chose nothing: its own letter, once a day with others, or not at all. */
export type MailMode = 'at-once' | 'digest' | 'never';

/** Every kind of notice of the house; a room that tells something new adds its kind here. Urgent ones are always mailed at once; what is a person's own (`own`) goes to no system. */
export const noticeKinds = {
  account: { mail: 'at-once', urgent: true, own: true, th: 'ความปลอดภัยของบัญชี', en: 'Safety of your account' },
  review: { mail: 'at-once', urgent: false, th: 'สิทธิที่รอยืนยัน', en: 'Rights to confirm' },
  incident: { mail: 'at-once', urgent: false, th: 'เรื่องของชุดข้อมูลที่ต้องดู', en: 'Incidents of datasets' },
  reminder: { mail: 'at-once', urgent: false, th: 'เตือนงานที่ใกล้ถึงหรือเลยกำหนด', en: 'Reminders of what is due or late' },
  request: { mail: 'at-once', urgent: false, th: 'คำขอเชื่อมโยงข้อมูล', en: 'Linkage requests' },
  agreement: { mail: 'at-once', urgent: false, th: 'ข้อตกลงแลกเปลี่ยนข้อมูล', en: 'Sharing agreements' },
  statement: { mail: 'digest', urgent: false, th: 'ใบสรุปการแลกเปลี่ยนรายวัน', en: 'Daily statements of exchanges' },
  task: { mail: 'at-once', urgent: false, th: 'งานตามมติที่ประชุม', en: 'Tasks of resolutions' },
  deadline: { mail: 'digest', urgent: false, th: 'กำหนดเวลาที่เลื่อนตามปฏิทิน', en: 'Deadlines moved by the calendar' },
  post: { mail: 'at-once', urgent: false, th: 'ตำแหน่งที่ว่างและงานที่รับช่วง', en: 'Vacant posts and what is handed over' },
  survey: { mail: 'at-once', urgent: false, th: 'แบบสำรวจฐานข้อมูล', en: 'Surveys of databases' },
  delivery: { mail: 'digest', urgent: false, th: 'การแจ้งเตือนที่ส่งไม่ถึง', en: 'Notices that did not arrive' },
} as const satisfies Record<string, { mail: MailMode; urgent: boolean; own?: true; th: string; en: string }>;

export type NoticeKind = keyof typeof noticeKinds;
export const kindNames = Object.keys(noticeKinds) as NoticeKind[];
