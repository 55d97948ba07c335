/** What to do next, where problems of several kinds of source say the same. */
export const later = { nextTh: 'รอสักครู่ ระบบจะลองใหม่เอง', nextEn: 'Wait a moment; it is tried again by itself.' };
export const mendSource = { nextTh: 'แก้ค่าตั้งของต้นทาง แล้วกดทดสอบการเชื่อมต่อ', nextEn: 'Change the settings of the source and test the connection.' };
