import type { Messages } from '../th/index.ts';

export const portal: Messages['portal'] = {
  name: 'Open data', tagline: 'Data and services of agriculture', menu: 'Main menu', signIn: 'Sign in', workspace: 'To my work', moreMenu: 'Menu',
  nav: { search: 'Search', agencies: 'Agencies', topics: 'Topics', requests: 'Ask for data', showcases: 'Showcases', statistics: 'Statistics' },
  foot: { ministry: 'Ministry of Agriculture and Cooperatives', licence: 'Terms of use stand on the page of each dataset', links: 'Links at the foot', feed: 'Feed of the newest data (Atom)', apiDocument: 'API document', plan: 'Publication plan', surveys: 'Demand surveys' },
  loading: 'Reading, at most 2 seconds', all: 'Show all', next: 'Next', previous: 'Previous', send: 'Send', sending: 'Sending',
  search: {
    title: 'Search the open data of agriculture', label: 'Words to search for', go: 'Search', often: 'Topics with data', filters: 'Filter the results', filter: (v) => (v.count > 0 ? `Filter ${v.count}` : 'Filter'), clear: 'Drop all filters',
    found: (v) => { const noun = v.total === '1' ? 'dataset' : 'datasets'; return v.text ? `**${v.total}** ${noun} about "${v.text}"` : `**${v.total}** ${noun}`; }, sort: 'Order',
    sorts: { best: 'Best match', newest: 'Newest change', oldest: 'Oldest change', title: 'Name' }, drop: (v) => `Drop the filter ${v.name}`,
    meant: 'Did you mean', similar: 'None has every word; these have words that look alike', some: 'None has every word; these have some of them', results: 'Results', pages: 'Pages of results', shown: (v) => `Showing ${v.from}–${v.to} of ${v.total}`,
    none: 'No dataset fits', noneWhy: 'Try shorter words or drop filters. If it does not exist, ask for it.', suggestions: 'Suggestions', rows: (v) => `${v.count}\u00a0rows`,
    fields: { organization: 'Agency', res_format: 'File format', freshness: 'Freshness', quality: 'Quality grade', data_type: 'Kind of data', geo_coverage: 'Detail', license_id: 'Licence', update_frequency_unit: 'Frequency', tags: 'Keyword' },
    fresh: { fresh: 'As promised', stale: 'Older than promised' }, more: 'Show more', less: 'Show less', grade: (v) => `Grade ${v.grade}`,
    missing: 'Did not find it?', missingWhy: 'Say what you need it for. The owner answers within 15\u00a0days, and you can follow the answer without an account.', askNew: 'Ask for a dataset', wished: 'What people ask for now; you can join in', noWishes: 'No requests are shown yet',
  },
  agencies: { title: 'Agencies with open data', lead: (v) => `**${v.with}** of ${v.all} agencies publish data`, datasets: (v) => `${v.count}\u00a0${v.count === '1' ? 'dataset' : 'datasets'}`, none: 'No open datasets yet', newest: 'Newest', feed: 'Feed' },
  topics: { title: 'Topics', lead: 'Datasets that belong together, by the groups of the government catalogue and of the ministry', empty: 'No dataset in this topic yet', emptyWhy: 'They appear here when a steward puts them in.' },
  requests: {
    title: 'Requests for data', lead: 'Ask for data that is not open yet, support what others asked for, and read the answers', ask: 'Ask for a dataset', waiting: 'Waiting to be read', none: 'No requests in this group yet', noneWhy: 'You can be the first to ask.', filter: 'State', everything: 'All',
    states: { asked: 'Waiting for an answer', answered: 'Answered', planned: 'Planned', published: 'Published', declined: 'Declined' },
    vote: 'Support', voted: 'Supported', votes: (v) => `${v.count}\u00a0${v.count === '1' ? 'person supports' : 'people support'} this`, signInToVote: 'Sign in to support it, one voice each', to: 'To', anyAgency: 'The ministry finds the owner', askedAt: 'Asked', dueOn: 'Answer due', planned: 'To be published by', comments: (v) => `${v.count}\u00a0${v.count === 1 ? 'comment' : 'comments'}`,
    moderation: { waiting: 'Waits to be read before it is shown', shown: 'Shown', hidden: 'Not shown' },
    form: { title: 'Ask for a dataset', lead: 'No account needed. What you write is shown after an officer read it.', what: 'Data you need', whatHint: 'For example: retail prices of fertiliser, by province and month', need: 'What you need it for', needHint: 'It shows the agency what to open first. Leave out personal data.', agency: 'Owner, if you know', contact: 'How to reach you, optional', contactHint: 'Sealed and never shown in public. Only the asked agency can open it, which is recorded. Forgotten after a year, or 90 days after the end.', send: 'Send the request', short: 'Write at least 5 characters', needMissing: 'Say in short what you need it for' },
    merged: 'This request was merged into another', toMerged: 'Open the request that goes on', hiddenWhy: 'This request is not shown to the public', toDesk: 'Work with it at the open data desk', sent: 'Your request was sent', sentWhy: 'Keep the address of this page: the answer appears here. When an officer has read it, others see it and can support it.', steps: 'What happened', discussion: 'Comments', noDiscussion: 'No comments yet', say: 'Write a comment', sayHint: 'Shown after an officer read it', said: 'Sent; it is shown after an officer read it', saidNow: 'It is shown', somebody: 'A member of the public', openDataset: 'Open the dataset',
    answer: { title: 'Answer this request', state: 'Outcome', text: 'Answer for the public', plannedOn: 'Published by (year-month-day)', dataset: 'Short name of the published dataset', send: 'Save the answer', show: 'Show to everybody', hide: 'Do not show', contact: 'Open the contact', contactNote: 'Opening it is recorded' },
  },
  plan: { title: 'Publication plan', lead: 'What agencies will publish, by when, and how many wish for it', survey: 'Answer the survey that is open', none: 'Nothing is planned yet', noneWhy: 'Items appear when a survey is over and the secretariat made its plan.', item: 'Data', agency: 'Agency', due: 'By', votes: 'Votes', movedWhy: 'Moved because', state: 'State', states: { planned: 'As planned', late: 'Late', published: 'Published' } },
  surveys: {
    title: 'Demand surveys', lead: 'Say which data should come first; the result becomes a plan with days', none: 'No survey yet', noneWhy: 'Meanwhile you can ask for single datasets.', states: { coming: 'Not open yet', open: 'Open', closed: 'Closed', planned: 'Planned' },
    people: (v) => `${v.count}\u00a0${v.count === '1' ? 'person' : 'people'} answered`, most: (v) => `Choose up to ${v.count}`, save: 'Send your choice', saved: 'Your choice was saved; change it until the survey closes', signIn: 'Sign in to answer, once each', votes: (v) => `${v.count}\u00a0votes`, inPlan: 'In the plan', toPlan: 'See the publication plan', options: 'Options',
  },
  showcases: {
    title: 'Showcases', lead: 'What citizens, researchers and agencies made with open data', none: 'No showcases yet', noneWhy: 'Made something with open data? Tell others.', tell: 'Tell of your work', by: 'By', uses: 'Uses', open: 'Open', otherSite: '(other site)', waiting: 'Waits for approval', approve: 'Approve', decline: 'Decline', declineReason: 'Reason for declining',
    form: { name: 'Name', summary: 'What it does, and for whom', maker: 'Made by', address: 'Web address', addressHint: 'Begins with https://', datasets: 'Datasets it uses', datasetsHint: 'Short names with commas between, for example rid-reservoirs', sent: 'Sent; it is shown when the secretariat approved it', short: 'Fill in every field' },
  },
  statistics: {
    title: 'Use of the open data', lead: (v) => `**${v.datasets}** datasets of **${v.agencies}** agencies with **${v.rows}** rows are open`, privacy: 'Counted by day and dataset. No network address, cookie or name is kept, and programs that say they are bots are left out.',
    span: (v) => `From ${v.range}`, views: 'Page views', downloads: 'Downloads', apiCalls: 'API calls', days: 'Use by day', mostUsed: 'Most used datasets', dataset: 'Dataset', none: 'No use in this period yet', period: 'Period', periods: { week: '7 days', month: '30 days', year: '365 days' }, asTable: 'Show as a table', day: 'Day',
    reading: (v) => `${v.downloads} downloads and ${v.apiCalls} calls of programs in this period`,
  },
};
