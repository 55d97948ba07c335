import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import type { FacetValue, SearchResult } from '../../../api/portal-types.ts';
import { useMessages } from '../../../app/lang.ts';
import { useTerms } from '../use-terms.ts';
import { facetFields } from './search-state.ts';

const FIRST = 6;

/** What the results may be narrowed by; a value that is chosen stays in sight even when nothing has it. */
export function FacetList({ facets, filters, onChange }: { facets: SearchResult['facets']; filters: string[]; onChange: (filters: string[]) => void }) {
  const words = useMessages().portal.search;
  const toggle = (filter: string) => onChange(filters.includes(filter) ? filters.filter((each) => each !== filter) : [...filters, filter]);
  return (
    <div className="facets" role="group" aria-label={words.filters}>
      {facetFields.map((field) => {
        const found = facets[field] ?? [];
        const lost = filters.filter((filter) => filter.startsWith(`${field}:`)).map((filter) => filter.slice(field.length + 1)).filter((value) => !found.some((each) => each.value === value));
        const values = [...found, ...lost.map((value) => ({ value, count: 0 }))];
        return values.length > 0 && <Facet key={field} field={field} values={values} chosen={filters} onToggle={toggle} />;
      })}
    </div>
  );
}

function Facet({ field, values, chosen, onToggle }: { field: string; values: FacetValue[]; chosen: string[]; onToggle: (filter: string) => void }) {
  const words = useMessages().portal.search;
  const term = useTerms();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? values : values.filter(({ value }, at) => at < FIRST || chosen.includes(`${field}:${value}`));
  return (
    <fieldset>
      <legend>{words.fields[field] ?? field}</legend>
      {shown.map(({ value, count }) => (
        <label className="check" key={value}>
          <input type="checkbox" checked={chosen.includes(`${field}:${value}`)} onChange={() => onToggle(`${field}:${value}`)} />
          <span>{field === 'quality' ? words.grade({ grade: value }) : term(field, value)}</span><span className="n">{formatNumber(count)}</span>
        </label>
      ))}
      {values.length > FIRST && <button type="button" className="linkish t14" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>{isWhole ? words.less : words.more}<span className="sr"> {words.fields[field] ?? field}</span></button>}
    </fieldset>
  );
}
