// Ids of records as they come out of an address.
import { NotFound } from '../errors.ts';

/** The id in a path, 24 hex digits. @throws NotFound for anything else, before it reaches the database */
export function recordId(text: string | undefined): string {
  if (text === undefined || !/^[0-9a-f]{24}$/.test(text)) throw new NotFound();
  return text;
}
