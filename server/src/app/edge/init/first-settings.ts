export interface FirstSettings { hub: string; system: string; houseKey: string | null }

/** Settings with a sentence for each line, in Thai and English; what most agencies do not need at first stands as a comment. */
export const firstSettings = ({ hub, system, houseKey }: FirstSettings): string => `# ปลายทางของหน่วยงาน (saphan edge) · the edge of an agency — docs/guides/edge.md
# เส้นทางแฟ้มนับจากที่อยู่ของแฟ้มนี้ · paths are relative to this file

# ที่อยู่ของศูนย์แลกเปลี่ยน · address of the exchange
hub: ${hub}
# ลายนิ้วมือกุญแจของศูนย์: เทียบกับผู้ดูแลศูนย์ทางโทรศัพท์หรือหนังสือก่อนใช้จริง · fingerprint of the hub's key: compare it with the hub's operator by telephone or letter
${houseKey === null ? '# houseKey: ' : `houseKey: ${houseKey}`}
# ระบบของหน่วยงานที่ลงทะเบียนไว้ · the agency's system as it was registered
system: ${system}
# กุญแจส่วนตัวของระบบ อย่าส่งให้ใคร · the system's private key; give it to nobody
keyFile: system.pem
# ที่เก็บหลักฐานและภาพความเชื่อถือ ให้สำรองไว้พร้อมกุญแจ · receipts and trust snapshot; back it up with the key
stateDir: state

# โปรแกรมในเครื่องนี้เรียกบริการของหน่วยงานอื่นที่นี่ เช่น curl http://127.0.0.1:7480/x/ชื่อบริการ/… · programs of this machine call other agencies' services here
listen: 127.0.0.1:7480

# บริการที่หน่วยงานนี้ตอบ: จากโปรแกรม (url) หรือฐานข้อมูล (sql) · services that this agency answers, from a program or a database
# services:
#   farmer-register: { url: "http://127.0.0.1:9000/api" }
#   plots:
#     sql:
#       connection: { kind: postgres, host: db.local, database: farm, user: reader, passwordFile: db.password, tls: verify }   # kind: mysql ได้ · or mysql
#       operations:
#         findPlot: { statement: "select * from plot where id = :path.id::int", one: true }

# เมื่อมีหลายข้อตกลงหรือหลายวัตถุประสงค์ · when there are several agreements or purposes for a service
# agreements:
#   subsidy: { agreement: SA-2569-0001, purpose: aid }
`;
