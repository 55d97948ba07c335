import { useQuery } from '@tanstack/react-query';
import { unreadQuery } from '../api/notice-queries.ts';
import { Icon } from '../ui/icon.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useMessages } from './lang.ts';
import { useMay } from './use-may.ts';

/** Leads to one's notices and says how many are unread; for whoever signed in. */
export function NoticeBell() {
  const words = useMessages().notices;
  const may = useMay()('notices.mark-own');
  const count = useQuery(unreadQuery(may)).data?.unread ?? 0;
  if (!may) return null;
  return <PageLink to="/notices" className="btn btn-quiet" title={words.bell({ count })}><Icon name="bell" /><span className="sr">{words.bell({ count })}</span>{count > 0 && <span aria-hidden="true">{count > 99 ? '99+' : count}</span>}</PageLink>;
}
