/** An account as administration shows it. */
export interface Account {
  id: string;
  kind: 'person' | 'service';
  personId: string | null;
  userName: string | null;
  displayName: string;
  state: 'invited' | 'active' | 'suspended' | 'closed';
}
