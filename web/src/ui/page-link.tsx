import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { useLang } from '../app/lang.ts';
import type { SearchText } from '../app/search.ts';

export interface PageLinkProps {
  /** Path without the language: `/datasets/rid-reservoirs`. */
  to: string;
  search?: SearchText;
  hash?: string;
  className?: string;
  title?: string;
  tabIndex?: -1;
  'aria-current'?: 'page';
  children: ReactNode;
}

/** A link to another page in the language of this one; the page's code is fetched when the pointer comes near. */
export function PageLink({ to, search, hash, children, ...rest }: PageLinkProps) {
  const lang = useLang();
  const router = useRouter();
  const target = { to: `/${lang}${to}`, search: (search ?? {}) as never, ...(hash && { hash }) };
  const follow = (event: MouseEvent) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    void router.navigate(target);
  };
  return <a {...rest} href={router.buildLocation(target).href} onClick={follow} onPointerEnter={() => void router.preloadRoute(target)}>{children}</a>;
}

/** Whether the reader asked for a new tab or window. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

/** Goes to another page in the language of this one, after an action. */
export function useGo(): (to: string, search?: SearchText) => void {
  const lang = useLang();
  const router = useRouter();
  return (to, search = {}) => void router.navigate({ to: `/${lang}${to}`, search: search as never });
}

/** The address of a page as text, for elements that are no links of ours. */
export function usePageHref(): (to: string, search?: SearchText) => string {
  const lang = useLang();
  const router = useRouter();
  return (to, search = {}) => router.buildLocation({ to: `/${lang}${to}`, search: search as never }).href;
}
