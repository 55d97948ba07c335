import { useContext, useState, type ReactNode } from 'react';
import { ComboBoxStateContext, Popover } from 'react-aria-components';

/** Less than a pixel can show, enough for React Aria to place the list anew. */
const hair = 0.01;

/**
 * The list of a combo box. React Aria closes it as soon as anything scrolls, also when the browser itself brings the field into view on
 * focus; this one stays and follows its field. Leaving the field, Escape and a choice close it as before.
 */
export function ComboPopover({ children }: { children: ReactNode }) {
  const state = useContext(ComboBoxStateContext);
  const [places, setPlaces] = useState(0);
  return <Popover className="popover" isOpen={state?.isOpen ?? false} onOpenChange={(open) => { if (!open) setPlaces((count) => count + 1); }} crossOffset={(places % 2) * hair}>{children}</Popover>;
}
