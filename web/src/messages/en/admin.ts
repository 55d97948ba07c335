import type { admin as th } from '../th/admin.ts';

export const admin: typeof th = {
  reason: 'Reason', reasonHint: 'Kept with the record; auditors can read it', reasonNeeded: 'A reason of at least 3 characters is needed', needed: 'Needed', chooseNeeded: 'Choose at least one',
  once: 'Shown once: only its fingerprint is kept here. Copy it now.', kept: 'Kept, close this', actions: 'Commands', agency: 'Agency', anyAgency: 'Every agency', anyState: 'Every state', search: 'Search', dropFilters: 'Drop the filters', noMatch: 'Nothing fits the filters', noMatchWhy: 'Try other words, or drop the filters',
  range: (v) => `Items ${v.from} to ${v.to}`, all: (v) => `${v.count}\u00a0in all`,
  wholeMinistry: 'Whole ministry', since: 'From', until: 'Until', untilFurther: 'No last day', documentNo: 'Number of the order or letter', documentOn: 'Dated', state: 'State', at: 'Time', by: 'By', name: 'Name', nameTh: 'Name in Thai', nameEn: 'Name in English', save: 'Save', saved: 'Saved', change: 'Change', order: (v) => `Order ${v.no} of ${v.on}`,
  roles: { operator: 'System administrator', secretariat: 'Secretariat', steward: 'Data steward', reader: 'Reader', 'agency-admin': 'Agency administrator', auditor: 'Auditor', citizen: 'Citizen', service: 'Program', visitor: 'Visitor' },
  roleHints: { operator: 'Looks after the system of the whole ministry', secretariat: 'Sets plans and decides runs of every agency', steward: 'Links data and decides runs of the agency', reader: 'Reads and downloads data', 'agency-admin': 'Looks after people, accounts and services of the agency', auditor: 'Sees everything, changes nothing' },
};
