/** One difference between two versions of a contract. */
export interface ContractChange {
  /** JSON pointer: into the new document, or into the old one for what is gone. */
  pointer: string;
  th: string;
  en: string;
  /** Whether a user's query, or a source that passed before, may fail by it. */
  breaking: boolean;
}
