import type { RecordDraft } from '@saphan/contracts/catalogue/record';

/** Every mandatory item filled; internal, so that nothing is opened. */
export const completeDraft = {
  titleTh: 'ปริมาณน้ำในอ่างเก็บน้ำรายวัน', titleEn: 'Daily water in reservoirs', descriptionTh: 'ปริมาตรน้ำเก็บกักของอ่างเก็บน้ำขนาดใหญ่ วัดทุกวันเวลา 06.00 น.', tags: ['น้ำ', 'อ่างเก็บน้ำ'], audience: 'internal',
  metadata: {
    data_type: '1', maintainer: 'ส่วนประมวลวิเคราะห์สถานการณ์น้ำ', maintainer_email: 'water@rid.go.th', objective: ['11'], update_frequency_unit: 'D', update_frequency_interval: 1,
    geo_coverage: '06', data_source: 'เครื่องวัดระดับน้ำอัตโนมัติ', data_format: ['2'], data_category: 'internal', data_classification: '02', license_id: 'cc-by-nc',
  },
} satisfies RecordDraft;
