import type { Contract } from '@saphan/contracts/contract';
import { isDatasetSlug } from '@saphan/contracts/ids';
import { identifier } from './column-names.ts';
import type { DraftTitles } from './draft-shape.ts';

/** The dataset's name and titles: as given, else from the file's name. */
export function namesFor({ dataset, titleTh, titleEn, fileName }: DraftTitles): Pick<Contract, 'dataset' | 'titleTh' | 'titleEn'> {
  const stem = (fileName ?? '').replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,8}$/, '').trim();
  const slug = dataset ?? slugOf(stem);
  return { dataset: slug, titleTh: [...(titleTh || stem || slug)].slice(0, 300).join(''), titleEn: titleEn || capitalised(slug.replaceAll('-', ' ')) };
}

function slugOf(stem: string): string {
  const slug = identifier(stem).replaceAll('_', '-').replace(/-{2,}/g, '-').slice(0, 63).replace(/-+$/, '');
  return isDatasetSlug(slug) ? slug : 'new-dataset';
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
