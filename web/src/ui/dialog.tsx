import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** A question that must be answered. Says what stays the same; its button repeats the verb (UI.md §4). */
export function Dialog({ title, isOpen, onClose, children, actions, alert = false }: {
  title: string; isOpen: boolean; onClose: () => void; children: ReactNode; actions: ReactNode; alert?: boolean;
}) {
  return (
    <ModalOverlay className="modal-overlay" isOpen={isOpen} onOpenChange={(open) => { if (!open) onClose(); }} isDismissable={!alert}>
      <Modal>
        <AriaDialog className="dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title">{title}</Heading>
          {children}
          <div className="actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
