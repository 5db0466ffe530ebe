// Where records are linked by hand and where their trace is drawn: said by the slice that has those pages, shown on every panel of links.
import { may, type Permission } from '../access/policy.ts';
import type { User } from '../access/roles.ts';

/** An address that takes the code of a record at its end, and who may go there. */
export interface LinkAddress {
  href: string;
  may: Permission;
}

/** `link` is where a record is linked with another, `trace` where everything related is followed. */
export type LinkAddresses = Record<'link' | 'trace', LinkAddress>;

let declared: LinkAddresses | null = null;

export function declareLinkAddresses(addresses: LinkAddresses): void {
  declared = addresses;
}

/** The addresses that this person may go to. */
export function linkAddressesFor(user: User | null): { link?: string; trace?: string } {
  if (!declared) return {};
  const { link, trace } = declared;
  return {
    ...(may(user, link.may) ? { link: link.href } : {}),
    ...(may(user, trace.may) ? { trace: trace.href } : {}),
  };
}
