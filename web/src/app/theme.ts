import { useState } from 'react';

export type Theme = 'system' | 'light' | 'dark';
const key = 'saphan-theme';

function readTheme(): Theme {
  const stored = document.documentElement.dataset['theme'];
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** The chosen theme; `system` follows the machine. Kept on this machine only, read before paint by `public/theme.js`. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme) => {
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    try { localStorage.setItem(key, next); } catch { /* storage is off: the choice lasts until the page closes */ }
  };
  return [theme, choose];
}
