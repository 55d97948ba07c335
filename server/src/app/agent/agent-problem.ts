/** Why the agent does not go on: the local settings, or a hub that refuses. Sentences for whoever reads the terminal. */
export class AgentProblem extends Error {
  readonly th: string;
  readonly en: string;
  /** Whether nothing but a person can mend it: the agent ends. */
  readonly final: boolean;
  constructor(th: string, en: string, final: boolean) {
    super(en);
    this.name = 'AgentProblem';
    this.th = th;
    this.en = en;
    this.final = final;
  }
}
