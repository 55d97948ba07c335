/** A sentence of React Aria: text, or a function of what it names. */
export type AriaSentence = string | ((said: any, format: { number(value: number): string }) => string);

const options = (count: string) => `${count} ตัวเลือก`;
const chosen = (count: string) => `ลากที่เลือกไว้ ${count} รายการ`;

/**
 * Thai for the sentences that React Aria's components bring along, by the part of the library that says them; it speaks 34 languages, Thai is none of
 * them. The build puts them beside its own (`web/aria-thai.ts`) and fails when a part in use has none.
 */
export const aria: Record<string, Record<string, AriaSentence>> = {
  'react-aria-components': { selectPlaceholder: 'เลือกหนึ่งรายการ', tableResizer: 'ปรับความกว้าง', dropzoneLabel: 'ที่วางไฟล์', colorSwatchPicker: 'ตัวอย่างสี' },
  autocomplete: { collectionLabel: 'รายการแนะนำ' },
  breadcrumbs: { breadcrumbs: 'เส้นทาง' },
  calendar: {
    previous: 'ก่อนหน้า', next: 'ถัดไป', minimumDate: 'วันแรกที่เลือกได้', maximumDate: 'วันสุดท้ายที่เลือกได้',
    selectedDateDescription: ({ date }) => `วันที่เลือก ${date}`, selectedRangeDescription: ({ dateRange }) => `ช่วงที่เลือก ${dateRange}`,
    todayDate: ({ date }) => `วันนี้ ${date}`, todayDateSelected: ({ date }) => `วันนี้ ${date} เลือกอยู่`, dateSelected: ({ date }) => `${date} เลือกอยู่`,
    startRangeSelectionPrompt: 'กดเพื่อเลือกวันเริ่ม', finishRangeSelectionPrompt: 'กดเพื่อเลือกวันสิ้นสุด', dateRange: ({ startDate, endDate }) => `${startDate} ถึง ${endDate}`,
  },
  combobox: {
    focusAnnouncement: ({ isGroupChange, groupTitle, groupCount, optionText, isSelected }, format) => `${isGroupChange ? `เข้ากลุ่ม ${groupTitle} มี ${options(format.number(groupCount))} ` : ''}${optionText}${isSelected ? ' เลือกอยู่' : ''}`,
    countAnnouncement: ({ optionCount }, format) => `มี ${options(format.number(optionCount))}`,
    selectedAnnouncement: ({ optionText }) => `เลือก ${optionText} แล้ว`, buttonLabel: 'แสดงรายการ', listboxLabel: 'รายการแนะนำ',
  },
  datepicker: {
    era: 'ศักราช', year: 'ปี', month: 'เดือน', day: 'วันที่', hour: 'ชั่วโมง', minute: 'นาที', second: 'วินาที', dayPeriod: 'ก่อนหรือหลังเที่ยง', weekday: 'วันในสัปดาห์', timeZoneName: 'เขตเวลา',
    calendar: 'ปฏิทิน', startDate: 'วันเริ่ม', endDate: 'วันสิ้นสุด', selectedDateDescription: ({ date }) => `วันที่เลือก ${date}`,
    selectedRangeDescription: ({ startDate, endDate }) => `ช่วงที่เลือก ${startDate} ถึง ${endDate}`, selectedTimeDescription: ({ time }) => `เวลาที่เลือก ${time}`,
  },
  'stately-datepicker': {
    rangeUnderflow: ({ minValue }) => `เลือกได้ตั้งแต่ ${minValue} เป็นต้นไป`, rangeOverflow: ({ maxValue }) => `เลือกได้ไม่เกิน ${maxValue}`, rangeReversed: 'วันเริ่มต้องมาก่อนวันสิ้นสุด', unavailableDate: 'วันนี้เลือกไม่ได้',
  },
  dnd: {
    dragItem: ({ itemText }) => `ลาก ${itemText}`, dragSelectedItems: ({ count }, format) => chosen(format.number(count)),
    dragDescriptionKeyboard: 'กด Enter เพื่อเริ่มลาก', dragDescriptionKeyboardAlt: 'กด Alt กับ Enter เพื่อเริ่มลาก', dragDescriptionTouch: 'แตะสองครั้งเพื่อเริ่มลาก', dragDescriptionVirtual: 'กดเพื่อเริ่มลาก', dragDescriptionLongPress: 'กดค้างเพื่อเริ่มลาก',
    dragSelectedKeyboard: ({ count }, format) => `กด Enter เพื่อ${chosen(format.number(count))}`, dragSelectedKeyboardAlt: ({ count }, format) => `กด Alt กับ Enter เพื่อ${chosen(format.number(count))}`, dragSelectedLongPress: ({ count }, format) => `กดค้างเพื่อ${chosen(format.number(count))}`,
    dragStartedKeyboard: 'เริ่มลากแล้ว กด Tab ไปยังที่วาง กด Enter เพื่อวาง หรือกด Escape เพื่อยกเลิก', dragStartedTouch: 'เริ่มลากแล้ว ไปยังที่วางแล้วแตะสองครั้งเพื่อวาง', dragStartedVirtual: 'เริ่มลากแล้ว ไปยังที่วางแล้วกดเพื่อวาง',
    endDragKeyboard: 'กำลังลาก กด Enter เพื่อยกเลิก', endDragTouch: 'กำลังลาก แตะสองครั้งเพื่อยกเลิก', endDragVirtual: 'กำลังลาก กดเพื่อยกเลิก',
    dropDescriptionKeyboard: 'กด Enter เพื่อวาง กด Escape เพื่อยกเลิก', dropDescriptionTouch: 'แตะสองครั้งเพื่อวาง', dropDescriptionVirtual: 'กดเพื่อวาง', dropCanceled: 'ยกเลิกการวางแล้ว', dropComplete: 'วางแล้ว', dropIndicator: 'ตำแหน่งที่จะวาง',
    dropOnRoot: 'วางบน', dropOnItem: ({ itemText }) => `วางบน ${itemText}`, insertBefore: ({ itemText }) => `แทรกก่อน ${itemText}`, insertBetween: ({ beforeItemText, afterItemText }) => `แทรกระหว่าง ${beforeItemText} กับ ${afterItemText}`, insertAfter: ({ itemText }) => `แทรกหลัง ${itemText}`,
  },
  menu: { longPressMessage: 'กดค้าง หรือกด Alt กับลูกศรลง เพื่อเปิดเมนู' },
  numberfield: { decrease: ({ fieldLabel }) => `ลด ${fieldLabel}`, increase: ({ fieldLabel }) => `เพิ่ม ${fieldLabel}`, numberField: 'ช่องตัวเลข' },
  overlays: { dismiss: 'ปิด' },
  searchfield: { 'Clear search': 'ล้างคำค้น' },
  spinbutton: { Empty: 'ว่าง' },
  toast: { close: 'ปิด', notifications: ({ count }, format) => `การแจ้ง ${format.number(count)} รายการ` },
};

/** What a date field shows before a day is typed: วว/ดด/ปปปป. */
export const datePlaceholders = { year: 'ปปปป', month: 'ดด', day: 'วว' };
