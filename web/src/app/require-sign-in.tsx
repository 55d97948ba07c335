import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { sessionQuery } from '../api/session-queries.ts';
import { Loaded } from '../ui/loaded.tsx';
import { useLang, useMessages } from './lang.ts';
import { signInAddress } from './sign-in-address.ts';

/** Shows a part of a page that stands outside only to whoever signed in; leads others to the sign-in page and back. */
export function RequireSignIn({ children }: { children: ReactNode }) {
  const words = useMessages().signIn;
  const lang = useLang();
  const session = useQuery(sessionQuery());
  const isVisitor = session.data?.who === null;
  useEffect(() => { if (isVisitor) location.assign(signInAddress(lang)); }, [isVisitor, lang]);
  return <Loaded query={session} label={words.going}>{({ who }) => who && children}</Loaded>;
}
