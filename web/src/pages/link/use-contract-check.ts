import { writeContract } from '@saphan/contracts/odcs/write';
import { pointerTokens } from '@saphan/contracts/odcs/contract-problem';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { contractCheckQuery } from '../../api/link-queries.ts';
import type { ContractCheck } from '../../api/link-types.ts';
import { useDesk } from './desk.ts';

const pauseMs = 350;

export interface CheckedContract {
  yaml: string;
  /** The server's answer for the contract as it stands; null while it is on its way. `yaml` follows after a short pause. */
  check: ContractCheck | null;
  error: unknown;
  retry: () => void;
}

/** The contract of the work as YAML, and what the server says of it, asked once typing pauses. */
export function useContractCheck(): CheckedContract {
  const { work } = useDesk();
  const settled = useSettled(work.contract);
  const yaml = useMemo(() => (settled ? writeContract(settled) : ''), [settled]);
  const query = useQuery({ ...contractCheckQuery(yaml), enabled: yaml !== '' });
  const current = settled === work.contract && !query.isPlaceholderData && query.data ? query.data : null;
  return { yaml, check: current, error: query.error, retry: () => void query.refetch() };
}

/** The value once it has stopped changing for a moment: writing and checking a wide contract at every key would be felt. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

type Places = ContractCheck['problems'];

/** Problems of each column by its place in the contract, and the rest. */
export function problemsByColumn(problems: Places): { ofColumn: Map<number, Places>; others: Places } {
  const ofColumn = new Map<number, Places>();
  const others: Places = [];
  for (const problem of problems) {
    const tokens = pointerTokens(problem.pointer);
    const index = tokens[0] === 'schema' && tokens[2] === 'properties' ? Number(tokens[3]) : Number.NaN;
    if (Number.isInteger(index)) ofColumn.set(index, [...(ofColumn.get(index) ?? []), problem]);
    else others.push(problem);
  }
  return { ofColumn, others };
}
