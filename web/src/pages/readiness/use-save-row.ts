import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { surveyFormQuery, type FormPlace, type SurveyForm } from '../../api/readiness-queries.ts';

export interface Saving { answers: Record<string, string>; confirm?: boolean }

/** Saves answers of a row on top of the version that is on screen; what the server refuses stays in the fields. */
export function useSaveRow(place: FormPlace, rowId: number, onSaved: (saved: Saving) => void) {
  const client = useQueryClient();
  const key = surveyFormQuery(place, undefined).queryKey;
  return useMutation({
    mutationFn: ({ answers, confirm = false }: Saving) => {
      const version = client.getQueryData<SurveyForm>(key)?.items.find(({ id }) => id === rowId)?.version ?? 0;
      return told(api.PUT('/api/v1/readiness-campaigns/{id}/forms/{agency}/rows/{row}', { params: { path: { ...place, row: rowId } }, body: { version, answers, confirm } }));
    },
    onSuccess: (form, saved) => { client.setQueryData(key, form); onSaved(saved); },
  });
}
