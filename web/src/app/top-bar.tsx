import { Link, useLocation } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../ui/button.tsx';
import { Crumbs } from '../ui/crumbs.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { useLang, useMessages } from './lang.ts';
import { NoticeBell } from './notice-bell.tsx';
import { QuickSearch } from './quick/quick-search.tsx';
import { SideNav } from './side-nav.tsx';
import { useTheme, type Theme } from './theme.ts';

/** Above every page: menu on narrow screens, where you are, search, colours, the other language. */
export function TopBar({ crumbs }: { crumbs: ReactNode[] }) {
  const words = useMessages().shell;
  return (
    <header className="topbar">
      <MenuDrawer />
      <Crumbs label={words.path} steps={crumbs} />
      <QuickSearch />
      <NoticeBell />
      <ThemeMenu />
      <LanguageSwitch />
    </header>
  );
}

function MenuDrawer() {
  const words = useMessages().shell;
  const [open, setOpen] = useState(false);
  return (
    <>
      <span className="menu-btn"><Button look={['quiet', 'icon']} aria-label={words.openMenu} aria-expanded={open} onPress={() => setOpen(true)}><Icon name="menu" /></Button></span>
      <ModalOverlay className="drawer-overlay" isOpen={open} onOpenChange={setOpen} isDismissable>
        <Modal className="drawer">
          <Dialog aria-label={words.mainMenu}>
            <SideNav onNavigate={() => setOpen(false)} close={<Button look={['quiet', 'icon']} aria-label={words.closeMenu} onPress={() => setOpen(false)}><Icon name="close" /></Button>} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

const themeIcons = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** Colours of the screen. */
export function ThemeMenu() {
  const words = useMessages().shell;
  const [theme, setTheme] = useTheme();
  const choices = (['system', 'light', 'dark'] as Theme[]).map((each) => ({ id: each, label: words.themes[each], onAction: () => setTheme(each) }));
  return (
    <Menu label={words.theme} items={choices} selected={theme}>
      <Button look={['quiet', 'icon']} aria-label={`${words.theme}: ${words.themes[theme]}`}><Icon name={themeIcons[theme]} /></Button>
    </Menu>
  );
}

/** The same page in the other language. */
export function LanguageSwitch() {
  const lang = useLang();
  const words = useMessages().shell;
  const { pathname } = useLocation();
  const other = lang === 'th' ? 'en' : 'th';
  return (
    <Link className="btn btn-quiet" lang={other} hrefLang={other} to={`/${other}${pathname.slice(3)}`} search={true as never} hash={true} activeProps={{}} title={words.otherLanguage}>
      {other.toUpperCase()}
    </Link>
  );
}
