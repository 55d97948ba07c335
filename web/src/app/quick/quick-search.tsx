import { useEffect, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Icon } from '../../ui/icon.tsx';
import { useMessages } from '../lang.ts';
import './quick.css';
import { QuickPanel } from './quick-panel.tsx';

const isMac = navigator.userAgent.includes('Mac');

/** Finds pages, agencies, datasets, runs and contracts from any page: a button in the top bar, or Ctrl K. */
export function QuickSearch() {
  const words = useMessages().quick;
  const [isOpen, setOpen] = useState(false);
  useShortcut(() => setOpen(true));
  return (
    <>
      <Button className="quick" aria-haspopup="dialog" onPress={() => setOpen(true)}>
        <Icon name="search" /><span>{words.open}</span><kbd aria-hidden="true">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </Button>
      <ModalOverlay className="modal-overlay quick-overlay" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
        <Modal className="quick-modal"><Dialog className="quick-panel" aria-label={words.label}><QuickPanel onClose={() => setOpen(false)} /></Dialog></Modal>
      </ModalOverlay>
    </>
  );
}

/** Ctrl K or ⌘ K, unless another dialog waits for an answer. */
function useShortcut(open: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!document.querySelector('[role="dialog"], [role="alertdialog"]')) open();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}
