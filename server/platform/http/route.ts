// The route table: every page of a slice as data, with its permission beside its path. Default deny: `may` is required.
import type { RequestHandler } from 'express';
import type { Permission } from '../access/policy.ts';
import type { User } from '../access/roles.ts';
import type { Form } from '../forms/forms.ts';
import type { Ctx } from './context.ts';
import type { Limit } from './limits.ts';

type Done = void | Promise<void>;

export interface Route<S, I, Q> {
  method: 'get' | 'post';
  /** Spanish, with Express parameters: `/documentos/:code`. */
  path: string;
  /** A permission of the slice's policy; `signed_in` for what every person has (own account); `everyone` for public pages. */
  may: Permission | 'signed_in' | 'everyone';
  /** Finds the subject inside what the person may see. @throws NotFound otherwise. */
  load?: (params: Record<string, string>, user: User | null) => Promise<S>;
  /** Reads the query string of a list. */
  query?: Form<Q>;
  /** Reads the body of a POST. */
  form?: Form<I>;
  /** Takes a multipart body; runs after load and may, checks the token before a byte is stored. */
  upload?: RequestHandler;
  /** The page to show again (422 or 409) with what was typed; usually the handler of the form's GET. */
  again?: (ctx: Ctx<S, undefined, Q>) => Done;
  /**
   * The form came again from the session that sent it: gives that session once more what the first answer held (a number, a
   * code shown once) and says where to go. Changes no record. Without it a repeat goes to the first result's address.
   */
  repeated?: (ctx: Ctx<S, undefined, Q>) => Promise<string>;
  limit?: Limit;
  handle: (ctx: Ctx<S, I, Q>) => Done;
}

/** A route whose types were checked by `route()` and then forgotten, so that a table can hold it. */
export type AnyRoute = Route<unknown, unknown, unknown>;

/** Declares a route: the types of subject, input and query flow from `load`, `form` and `query` into the handler. */
export function route<S = undefined, I = undefined, Q = undefined>(declared: Route<S, I, Q>): AnyRoute {
  return declared as unknown as AnyRoute;
}
