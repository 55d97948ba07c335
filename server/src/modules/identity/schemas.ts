import { Type } from 'typebox';

/** How sure the house is of whoever asks, as the API gives it. */
export const assuranceSchema = Type.Object({
  aal: Type.Integer({ minimum: 0, maximum: 3, description: 'Authenticator assurance level.' }),
  ial: Type.Integer({ minimum: 0, description: 'Identity assurance level × 10: 23 is IAL 2.3.' }),
});
