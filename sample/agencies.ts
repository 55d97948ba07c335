/** An agency of the sample that was renamed and became part of another: its history is there to look at. */
export interface SampleAgency {
  id: string; kind: 'public-organisation'; into: string; documentNo: string; reason: string;
  before: SampleNames; after: SampleNames;
}
interface SampleNames { nameTh: string; nameEn: string; abbrTh: string; abbrEn: string }

export const sampleAgency: SampleAgency = {
  id: 'organic-sample', kind: 'public-organisation', into: 'acfs', documentNo: 'เอกสารตัวอย่าง 1', reason: 'ตัวอย่างของการเปลี่ยนชื่อและรวมหน่วยงาน',
  before: { nameTh: 'สำนักงานเกษตรปลอดสารตัวอย่าง', nameEn: 'Sample Office of Safe Farming', abbrTh: 'สกป.ตย.', abbrEn: 'SOSF' },
  after: { nameTh: 'สำนักงานเกษตรอินทรีย์ตัวอย่าง', nameEn: 'Sample Office of Organic Farming', abbrTh: 'สกอ.ตย.', abbrEn: 'SOOF' },
};
