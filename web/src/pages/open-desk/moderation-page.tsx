import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { deskQuery } from '../../api/desk-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { oneOf, usePageSearch } from '../../app/search.ts';
import { Rich } from '../../ui/rich.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CommentDesk } from './comment-desk.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { RequestDesk } from './request-desk.tsx';
import { ShowcaseDesk } from './showcase-desk.tsx';

const kinds = ['requests', 'comments', 'showcases'] as const;

/** What the public wrote: read here before everybody reads it. */
export function ModerationPage() {
  const { desk } = useMessages();
  const words = desk.moderation;
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], kinds);
  const { data } = useQuery(deskQuery());
  const lead = data && words.lead({ requests: formatNumber(data.requests), comments: formatNumber(data.comments), showcases: formatNumber(data.showcases), late: formatNumber(data.late) });
  return (
    <DeskFrame title={desk.tab.moderation} lead={lead && <Rich text={lead} />}>
      <div className="row"><Segmented label={words.show} value={show} options={kinds.map((value) => ({ value, label: words.shows[value] }))} onChange={(value) => change({ show: value === 'requests' ? undefined : value, state: undefined, from: undefined })} /></div>
      {show === 'requests' && <RequestDesk />}
      {show === 'comments' && <CommentDesk />}
      {show === 'showcases' && <ShowcaseDesk />}
    </DeskFrame>
  );
}
