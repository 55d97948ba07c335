/**
 * The dataset and column that list a column's values. Null where the contract writes them out, or where there is no list.
 *
 * @param codeList as a release keeps it: `dataset#column`, or `values`.
 */
export function codeListOf({ codeList }: { codeList?: string | null }): { dataset: string; column: string } | null {
  if (!codeList || codeList === 'values') return null;
  const [dataset = '', column = ''] = codeList.split('#');
  return { dataset, column };
}
