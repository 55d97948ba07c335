import { formatThaiDate } from '@saphan/contracts/dates';
import type { ScheduleRule } from '../../api/schedule-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';

/** A rule as a sentence: when a source is fetched. */
export function useRuleWords(): (rule: ScheduleRule) => string {
  const words = useMessages().schedule.form;
  return (rule) => {
    const kind = words.kinds[rule.every] ?? rule.every;
    const off = 'off' in rule && rule.off !== 'run' ? ` · ${words.off}: ${words.offs[rule.off]}` : '';
    switch (rule.every) {
      case 'hour': return `${kind} · ${words.minute} ${rule.minute}`;
      case 'cron': return `${kind} ${rule.cron}${off}`;
      case 'week': return `${kind} · ${words.weekdays[rule.weekday - 1] ?? ''} ${rule.at}${off}`;
      case 'month': return `${kind} · ${words.day} ${rule.day} ${rule.at}${off}`;
      default: return `${kind} ${rule.at}`;
    }
  };
}

/** Moments in words, one after another. */
export function useTimes(): (times: readonly string[]) => string {
  const lang = useLang();
  return (times) => times.map((iso) => formatThaiDate(iso, { style: 'withTime', lang })).join(' · ');
}
