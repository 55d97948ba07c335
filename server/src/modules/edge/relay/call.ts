/** A call to a service that an edge answers. Headers are name and value in lower case, in the order in which they came, signature headers untouched. */
export interface EdgeCall {
  readonly systemId: number;
  /** Short name of the service. */
  readonly slug: string;
  readonly method: string;
  /** The raw target as the consumer sent it: `/x/<slug>/…?…`. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  /** Most bytes of body and of answer. */
  readonly limitBytes: number;
  readonly timeoutMs: number;
}

export interface EdgeAnswer { readonly status: number; readonly headers: readonly (readonly [name: string, value: string])[]; readonly body: Buffer }
