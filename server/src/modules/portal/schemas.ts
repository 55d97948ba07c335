/** Shapes of the API lie with the folder whose noun they tell: `demand/`, `survey/`, `showcases/`; the smaller folders keep them in `part.ts`. */
export { requestSchema } from './demand/schemas.ts';
