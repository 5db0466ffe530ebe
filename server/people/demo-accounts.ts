// The accounts of the demonstration, shown on its sign-in page. There are none unless the demo command says so.
import type { Role } from '../platform/access/roles.ts';

export interface DemoAccount {
  role: Role;
  name: string;
  email: string;
  password: string;
}

let source: () => readonly DemoAccount[] = () => [];

/** Says which accounts the sign-in page of a demonstration offers. */
export function declareDemoAccounts(accounts: () => readonly DemoAccount[]): void {
  source = accounts;
}

export function demoAccounts(): readonly DemoAccount[] {
  return source();
}
