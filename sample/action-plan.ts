import { readFileSync } from 'node:fs';
import { fiscalYear, fiscalYearSpan } from '@saphan/contracts/dates';
import { parse } from 'yaml';

/** The sample's action plan, its datasets named. */
export interface SamplePlan {
  slug: string; titleTh: string; titleEn: string; firstYear: number; lastYear: number;
  strategies: readonly { number: number; titleTh: string; titleEn: string; projects: readonly SampleProject[] }[];
}

export interface SampleProject {
  code: string; agencyId: string; titleTh: string; titleEn: string; startsOn: string; endsOn: string; budgets: readonly { fiscalYear: number; baht: string }[]; datasets: readonly string[];
}

interface Entry { code: string; agency: string; th: string; en: string; from: number; to: number; baht: string; datasets: string[] }

/** Reads `action-plan.yaml`; the budget of a project lies in the fiscal year of `today`, or its last one. @param slugs datasets of the sample. */
export function readSamplePlan(slugs: readonly string[], today: string): SamplePlan {
  const { slug, th, en, firstYear, lastYear, strategies } = parse(readFileSync(new URL('./action-plan.yaml', import.meta.url), 'utf8'));
  return {
    slug, titleTh: th, titleEn: en, firstYear, lastYear,
    strategies: strategies.map((each: { number: number; th: string; en: string; projects: Entry[] }) => ({
      number: each.number, titleTh: each.th, titleEn: each.en, projects: each.projects.map((entry) => projectOf(entry, slugs, today)),
    })),
  };
}

function projectOf(entry: Entry, slugs: readonly string[], today: string): SampleProject {
  const year = Math.min(entry.to, Math.max(entry.from, fiscalYear(today) ?? entry.from));
  return {
    code: entry.code, agencyId: entry.agency, titleTh: entry.th, titleEn: entry.en, startsOn: fiscalYearSpan(entry.from).from, endsOn: fiscalYearSpan(entry.to).to,
    budgets: [{ fiscalYear: year, baht: entry.baht }], datasets: slugs.filter((slug) => entry.datasets.some((begin) => slug.startsWith(begin))),
  };
}
