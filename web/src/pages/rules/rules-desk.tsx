import type { Gates, RowRule } from '@saphan/contracts/contract';
import { editRules, type RulesAndLimits } from '@saphan/contracts/odcs/edit-rules';
import { useMemo, useState } from 'react';
import type { ContractVersion, Linkage } from '../../api/types.ts';
import { GateFields } from '../link/gate-fields.tsx';
import '../link/link.css';
import { useLeaveWarning } from '../record/use-leave-warning.ts';
import { RuleList } from './rule-list.tsx';
import { SavePanel } from './save-panel.tsx';
import { UsualFields } from './usual-fields.tsx';

/** What the gates of a run are called, by the limit of the contract. */
const gateOf: Partial<Record<keyof Gates, string>> = { maxRejectRatio: 'reject-ratio', maxRowChangeRatio: 'row-change', maxDeleteRatio: 'deletes', maxKeyChurnRatio: 'key-churn', maxNullDrift: 'null-drift', maxCalendarDrift: 'calendar-drift' };

/** Rules and limits while they are edited: nothing is kept until the next version of the contract is agreed. */
export function RulesDesk({ slug, agreed, lastRun }: { slug: string; agreed: ContractVersion; lastRun: Linkage['lastRun'] }) {
  const { contract, yaml } = agreed;
  const start: RulesAndLimits = { rules: contract.rules, gates: contract.gates, anomaly: contract.anomaly };
  const [now, setNow] = useState(start);
  const [drops, setDrops] = useState(0);
  const edited = useMemo(() => editRules(yaml, contract, now), [yaml, contract, now]);
  useLeaveWarning(edited !== yaml);
  const setRules = (rules: readonly RowRule[]) => setNow((before) => ({ ...before, rules }));
  const undo = () => { setNow(start); setDrops((count) => count + 1); };
  const seen = Object.fromEntries(Object.entries(gateOf).map(([limit, name]) => [limit, lastRun?.gates.find((gate) => gate.name === name)?.value ?? null]));
  return (
    <div className="link-step" key={drops}>
      <RuleList slug={slug} contract={contract} rules={now.rules} onChange={setRules} />
      <UsualFields slug={slug} anomaly={now.anomaly} onChange={(anomaly) => setNow((before) => ({ ...before, anomaly }))} />
      <GateFields contract={{ ...contract, gates: now.gates }} seen={seen} onChange={({ gates }) => setNow((before) => ({ ...before, gates }))} />
      <SavePanel slug={slug} agreed={agreed} yaml={edited} onUndo={undo} />
    </div>
  );
}
