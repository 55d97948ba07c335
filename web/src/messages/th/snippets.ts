/** Sample programs that call a service. */
export const snippets = {
  title: 'ตัวอย่างโปรแกรม', note: 'คัดลอกแล้วรันได้ทันที แก้เพียงที่เก็บกุญแจ', language: 'ภาษา', loading: 'กำลังโหลดตัวอย่างโปรแกรม',
  way: 'วิธีพิสูจน์ตัว', ways: {
    key: { name: 'ลงลายมือชื่อด้วยกุญแจ', note: 'ทุกคำขอลงลายมือชื่อด้วยกุญแจของระบบ ระดับความมั่นใจ 3' },
    token: { name: 'โทเคน OAuth 2.0', note: 'โทเคนผูกกับกุญแจ (private_key_jwt, DPoP) ตัวคำขอไม่ได้ลงลายมือชื่อ ระดับความมั่นใจ 2 ไคลเอนต์ได้จากหน้าระบบ หัวข้อข้อมูลรับรอง' },
  },
  names: { cli: 'บรรทัดคำสั่ง', curl: 'curl', typescript: 'TypeScript', python: 'Python', java: 'Java' },
  needs: {
    cli: 'ต้องมีคำสั่ง saphan ลงลายมือชื่อ ตรวจคำตอบ และเก็บใบรับให้', curl: 'ต้องมี bash, curl และ OpenSSL 3', typescript: 'ต้องมีแพ็กเกจ @saphan/client', python: 'ต้องมี Python 3.9 และ OpenSSL 3 ไม่ใช้ไลบรารีอื่น', java: 'ต้องมี JDK 17 ไม่ใช้ไลบรารีอื่น',
  },
  copy: 'คัดลอก', copied: 'คัดลอกแล้ว', code: (v: { file: string }) => `โปรแกรม ${v.file}`,
};
