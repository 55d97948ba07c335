import { Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { Toasts } from '../ui/toast.tsx';
import { isLang, LangContext, localeOf, useMessages, type Lang } from './lang.ts';
import { isOutside } from './outside-page.tsx';
import { SideNav } from './side-nav.tsx';
import { StepUpDialog } from './step-up-dialog.tsx';

/** Language, calendar and frame of every page under `/th` and `/en`. */
export function Shell() {
  const { lang: segment } = useParams({ strict: false }) as { lang?: string };
  const lang: Lang = isLang(segment) ? segment : 'th';
  const navigate = useNavigate();
  useEffect(() => { document.documentElement.lang = lang; }, [lang]);
  return (
    <LangContext value={lang}>
      <I18nProvider locale={localeOf[lang]}>
        <RouterProvider navigate={(href) => void navigate({ href })}><Frame /></RouterProvider>
      </I18nProvider>
    </LangContext>
  );
}

function Frame() {
  const words = useMessages().shell;
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#main">{words.skip}</a>
      {isOutside(pathname) ? <Outlet /> : <div className="shell"><SideNav /><Outlet /></div>}
      <StepUpDialog />
      <Toasts label={words.notices} close={words.close} />
    </>
  );
}
