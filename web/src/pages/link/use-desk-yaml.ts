import { writeContract } from '@saphan/contracts/odcs/write';
import { useMemo } from 'react';
import { useDesk } from './desk.ts';

/** The contract this link runs under, as its document: the version in force, or the one being made. */
export function useDeskYaml(): string | null {
  const { mode, basis, work } = useDesk();
  return useMemo(() => (mode === 'current' ? basis?.yaml ?? null : work.contract && writeContract(work.contract)), [mode, basis?.yaml, work.contract]);
}
