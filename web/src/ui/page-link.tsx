import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLang } from '../app/lang.ts';
import type { SearchText } from '../app/search.ts';

export interface PageLinkProps {
  /** Path without the language: `/datasets/rid-reservoirs`. */
  to: string;
  search?: SearchText;
  hash?: string;
  className?: string;
  title?: string;
  'aria-current'?: 'page';
  children: ReactNode;
}

/** A link to another page in the language of this one. */
export function PageLink({ to, search, hash, children, ...rest }: PageLinkProps) {
  const lang = useLang();
  return <Link {...rest} to={`/${lang}${to}`} search={(search ?? {}) as never} {...(hash && { hash })} activeProps={{}} activeOptions={{ exact: true, includeSearch: false }}>{children}</Link>;
}

/** Goes to another page in the language of this one, after an action. */
export function useGo(): (to: string, search?: SearchText) => void {
  const lang = useLang();
  const navigate = useNavigate();
  return (to, search = {}) => void navigate({ to: `/${lang}${to}`, search: search as never });
}

/** The address of a page as text, for elements that are no links of ours. */
export function usePageHref(): (to: string, search?: SearchText) => string {
  const lang = useLang();
  const router = useRouter();
  return (to, search = {}) => router.buildLocation({ to: `/${lang}${to}`, search: search as never }).href;
}
