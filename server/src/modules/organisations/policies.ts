import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('organisations', {
  'list-agencies': {
    roles: ['operator', 'secretariat', 'steward', 'reader'], th: 'ทุกบทบาทดูรายชื่อหน่วยงานได้', en: 'Every role may read the list of agencies.',
  },
});
