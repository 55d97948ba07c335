import type { Messages } from '../th/index.ts';

/** Notices. */
export const notices: Messages['notices'] = {
  title: 'Notices', lead: (v) => (v.count === 0 ? 'All read' : `**${v.count}** unread`), bell: (v) => (v.count === 0 ? 'Notices' : `Notices, ${v.count} unread`), loading: 'Reading notices', caption: 'My notices',
  show: 'Show', shown: { unread: 'Unread', all: 'All' }, agency: 'Agency', everyAgency: 'All agencies', none: 'No notices', noneWhy: 'What you are to know or do stands here', next: 'What to do', by: 'By', open: 'Open the page', markRead: 'Mark as read', markUnread: 'Mark as unread', markAll: 'Mark all as read', marked: 'Saved', older: 'Older ones',
  urgent: 'Urgent', settled: 'Done', instead: { head: 'Sent to you as responsible in the agency', secretariat: 'Sent to the secretariat, since the agency has nobody' },
  settings: 'What is mailed to me', settingsLead: 'Choose what is mailed to you, and when. What is urgent always is.', settingsLoading: 'Reading the settings', mail: 'Mail', modes: { 'at-once': 'At once', digest: 'Once a day, 08:30 of working days', never: 'Not at all' },
  quiet: 'Quiet hours', quietOn: 'Hold mail back between', from: 'From', to: 'To', saved: 'The settings are saved', address: (v) => `Sent to ${v.email}`, noAddress: 'No e-mail address is known; your agency can add one', trouble: 'This address takes no mail', again: 'Try the same address again', waitingMail: (v) => `${v.count === 1 ? 'One letter has' : `${v.count} letters have`} not gone yet and will be tried again by itself. The mail server said`,
  hooks: {
    title: 'Notices to other systems', lead: 'A system of an agency hears what people hear, signed as Standard Webhooks says', link: 'To other systems', loading: 'Reading', none: 'No system yet', noneWhy: 'Add the address of a system, then press “Try”', add: 'Add a system', added: 'The system is added', changed: 'Saved',
    name: 'Name', url: 'Address', urlHint: 'https://… the system answers 2xx within 20 seconds', urlFault: 'Enter an address that begins with https://', agency: 'Agency', openAgencies: 'Open the list of agencies', kinds: 'What is sent', kindsHint: 'None chosen means every kind', everyKind: 'every kind', enabled: 'In use', state: 'State', lastSent: 'Last taken', waiting: (v) => `${v.count} waiting`, actions: 'Actions',
    working: 'Working', failing: 'Not taken, trying again', stopped: 'Stopped', stoppedWhy: { person: 'stopped by a person', failing: 'stopped by itself after days of failing', gone: 'the system said that it is gone (410)' }, twoSecrets: 'the former secret counts until',
    deliveries: 'History', deliveriesOf: (v) => `Deliveries to ${v.name}`, noDeliveries: 'Nothing was sent yet', sent: 'Taken', givenUp: 'Given up', onTheWay: 'On the way', tried: (v) => `tried ${v.count} ${v.count === 1 ? 'time' : 'times'}`, nextTry: 'next try', try: 'Try', change: 'Change', changeOf: (v) => `Change ${v.name}`, rotate: 'New secret', rotated: 'There is a new secret', secretOf: (v) => `Signing secret of ${v.name}`, secretOnce: 'Shown once: copy it now', secretWhy: 'Give it to whoever runs the system; the former one counts for another day',
    remove: 'Remove', removeOf: (v) => `Remove ${v.name}`, removeWhy: 'Nothing more is sent there; what waits is not sent', removed: 'Removed',
  },
};
