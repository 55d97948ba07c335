import { defineProblems } from '#kernel/problem.ts';

/** Problems of the ledger. */
export const ledgerProblem = defineProblems('ledger', {
  'entry-not-found': { status: 404, th: 'ไม่พบรายการนี้ในบัญชีหลักฐาน', en: 'No such entry in the ledger', nextTh: 'ตรวจเลขรายการ แล้วค้นใหม่', nextEn: 'Check the id and search again.' },
  'not-sequenced-yet': { status: 409, th: 'รายการนี้ยังรอเข้าลำดับ', en: 'This entry still waits for its place', nextTh: 'ลองใหม่ในไม่กี่วินาที หากยังรออยู่ให้ดูหน้าบัญชีหลักฐาน', nextEn: 'Try again in some seconds; if it still waits, look at the page of the ledger.' },
  'nothing-signed-yet': { status: 404, th: 'บัญชีหลักฐานยังไม่มีลายเซ็น', en: 'Nothing of the ledger is signed yet', nextTh: 'ตรวจว่าโพรเซส worker ทำงานอยู่', nextEn: 'Check that a worker is running.' },
  'no-such-tile': { status: 404, th: 'ไม่มีแผ่นค่าแฮชนี้', en: 'There is no such tile', nextTh: 'อ่านขนาดล่าสุดจาก /ledger/checkpoint แล้วขอเฉพาะแผ่นที่มีในขนาดนั้น', nextEn: 'Read the size from /ledger/checkpoint and ask for tiles of it.' },
  'size-not-signed': { status: 404, th: 'ไม่เคยลงนามบัญชีหลักฐานที่ขนาดนี้', en: 'No checkpoint of this size was signed', nextTh: 'เลือกขนาดจากรายการลายเซ็น', nextEn: 'Choose a size of the list of checkpoints.' },
  'sizes-in-wrong-order': { status: 422, th: 'ขนาดก่อนต้องไม่มากกว่าขนาดหลัง', en: 'The earlier size must not be larger than the later', nextTh: 'สลับขนาดทั้งสอง', nextEn: 'Swap the two sizes.' },
  'verifier-key-unreadable': { status: 422, th: 'อ่านกุญแจผู้ตรวจลายเซ็นไม่ได้', en: 'The verifier key cannot be read', nextTh: 'คัดลอกกุญแจทั้งบรรทัดจากเจ้าของ รูปแบบ ชื่อ+รหัส+กุญแจ', nextEn: 'Copy the whole line from its owner: name+id+key.' },
  'verifier-key-of-other-use': { status: 422, th: 'กุญแจนี้ใช้งานอื่น', en: 'This key is for another use', nextTh: 'พยานใช้กุญแจชนิด 0x04 บัญชีหลักฐานใช้กุญแจชนิด 0x01', nextEn: 'Witnesses have keys of type 0x04, logs of type 0x01.' },
  'address-refused': { status: 422, th: 'ใช้ที่อยู่นี้ไม่ได้', en: 'This address cannot be used', nextTh: 'ใช้ที่อยู่ http หรือ https ที่ไม่มีชื่อผู้ใช้หรือเครื่องหมายคำถาม', nextEn: 'Use an http or https address without user name and query.' },
  'already-known': { status: 409, th: 'มีรายการนี้อยู่แล้ว', en: 'This one is known already', nextTh: 'ใช้รายการเดิม หรือยกเลิกรายการเดิมก่อน', nextEn: 'Use the one that is there, or end it first.' },
  'witness-not-found': { status: 404, th: 'ไม่พบพยานหรือบัญชีหลักฐานนี้', en: 'No such witness or log', nextTh: 'กลับไปหน้าบัญชีหลักฐาน', nextEn: 'Go back to the page of the ledger.' },
  'stamp-refused': { status: 502, th: 'ตราเวลาที่ได้รับใช้ไม่ได้', en: 'The time-stamp that came cannot be used', nextTh: 'ตรวจที่อยู่ของผู้ออกตราเวลาและใบรับรองที่เชื่อถือ', nextEn: 'Check the address of the authority and the certificate that is trusted.', retry: 'config' },
  'nothing-lost': { status: 409, th: 'ไม่พบหลักฐานว่าบัญชีหลักฐานสั้นกว่าหรือต่างจากที่เคยลงนาม', en: 'Nothing shows that this ledger is behind or other than what was signed', nextTh: 'ใช้บัญชีเดิมต่อ หากมีลายเซ็นที่ใหม่กว่าอยู่ที่อื่น ให้แนบมาด้วย', nextEn: 'Go on with this log; bring a later checkpoint if somebody holds one.' },
  'checkpoint-not-ours': { status: 422, th: 'ลายเซ็นที่แนบมาไม่ใช่ของบัญชีหลักฐานนี้', en: 'A checkpoint that was brought is not signed by this log', nextTh: 'แนบลายเซ็น (signed note) หรือใบรับรองการอยู่ในบัญชี (tlog-proof) ทั้งแฟ้มตามที่ได้รับ', nextEn: 'Bring the signed note or the tlog-proof whole, as it was received.' },
  'epoch-asked-already': { status: 409, th: 'มีคำขอเริ่มบัญชีใหม่รออยู่แล้ว', en: 'A new log is asked for already', nextTh: 'ให้ผู้ดูแลอีกคนยืนยันคำขอเดิม หรือถอนคำขอก่อน', nextEn: 'Let another operator confirm that, or withdraw it first.' },
  'epoch-not-asked': { status: 404, th: 'ไม่มีคำขอเริ่มบัญชีใหม่นี้', en: 'This new log is not asked for', nextTh: 'โหลดหน้าบัญชีหลักฐานใหม่', nextEn: 'Read the page of the ledger anew.' },
  'needs-second-person': { status: 403, th: 'ผู้ขอเริ่มบัญชีใหม่ยืนยันเองไม่ได้', en: 'Whoever asked for a new log cannot confirm it', nextTh: 'ให้ผู้ดูแลระบบอีกคนยืนยัน', nextEn: 'Another operator has to confirm.' },
  'witness-silent': { status: 409, th: 'พยานบางรายไม่ตอบว่าเคยลงนามถึงขนาดใด', en: 'A witness does not say how much it co-signed', nextTh: 'รอให้พยานตอบแล้วยืนยันใหม่ หรือยืนยันโดยไม่รอ พยานที่เห็นมากกว่าจะไม่รับบัญชีใหม่', nextEn: 'Wait for it and confirm again, or confirm without it: a witness that saw more will refuse the new log.' },
  'origin-differs': { status: 500, th: 'กุญแจหรือชื่อของบัญชีหลักฐานไม่ตรงกับที่สร้างไว้', en: 'The key or the name of the ledger is not the one it was made with', nextTh: 'กู้แฟ้มกุญแจหลักเดิมกลับมา', nextEn: 'Bring back the master key file it was made with.', retry: 'config' },
});
