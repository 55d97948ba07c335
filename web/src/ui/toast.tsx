import { Button, Text, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components';

const queue = new ToastQueue<{ text: string }>({ maxVisibleToasts: 3 });
const readingMs = 7000;

/** Says that something was done. Never the only place of a fact, and never for errors. */
export function announce(text: string): void {
  queue.add({ text }, { timeout: readingMs });
}

/** Where announcements appear; once, in the shell. */
export function Toasts({ label, close }: { label: string; close: string }) {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={label}>
      {({ toast }) => (
        <Toast toast={toast} className="toast">
          <ToastContent><Text slot="title">{toast.content.text}</Text></ToastContent>
          <Button slot="close" aria-label={close}>{close}</Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
