import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

export interface MenuChoice { id: string; label: string; hint?: string; href?: string; download?: string; onAction?: () => void }

/** A button with a list of commands or downloads; with `selected`, of settings. `children` is the button. */
export function Menu({ label, items, selected, children }: { label: string; items: MenuChoice[]; selected?: string; children: ReactNode }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={label} {...(selected !== undefined && { selectionMode: 'single', selectedKeys: [selected] })}>
          {items.map(({ id, label: text, hint, href, download, onAction }) => (
            <MenuItem key={id} id={id} textValue={text} {...(href && { href })} {...(download !== undefined && { download })} {...(onAction && { onAction })}>
              <span>{text}{hint && <span className="sub">{hint}</span>}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
