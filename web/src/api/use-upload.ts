import { useEffect, useRef, useState } from 'react';
import type { SendOptions } from './send-file.ts';

export type UploadPhase = 'idle' | 'sending' | 'failed';
export interface UploadState { phase: UploadPhase; file: File | null; sent: number; error: unknown }
const atRest: UploadState = { phase: 'idle', file: null, sent: 0, error: null };

/** One file on its way to the server by `sender`: send, stop, try again. */
export function useUpload<Kept>(sender: (file: File, options: SendOptions) => Promise<Kept>, onDone: (kept: Kept) => void) {
  const [state, setState] = useState<UploadState>(atRest);
  const stopper = useRef<AbortController>(null);
  useEffect(() => () => stopper.current?.abort(), []);
  const send = async (file: File) => {
    const control = new AbortController();
    stopper.current = control;
    setState({ phase: 'sending', file, sent: 0, error: null });
    try {
      const kept = await sender(file, { signal: control.signal, onSent: (sent) => setState((before) => ({ ...before, sent })) });
      setState(atRest);
      onDone(kept);
    } catch (error) {
      setState((before) => (control.signal.aborted ? atRest : { ...before, phase: 'failed', error }));
    }
  };
  return {
    state, send: (file: File) => void send(file), stop: () => stopper.current?.abort(), dismiss: () => setState(atRest),
    retry: () => { if (state.file) void send(state.file); },
  };
}
