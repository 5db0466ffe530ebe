// Collation: only the simple one, which compares text by its bytes. The application stores folded sort keys instead.
import { isDoc } from './bson/index.ts';
import { fail, unsupported } from './errors.ts';

/**
 * Lets the simple collation pass and refuses every other by name.
 * @throws CommandError 238 for a collation other than `{ locale: 'simple' }`, 14 or 40414 for a malformed one
 */
export function requireSimpleCollation(collation: unknown): void {
  if (collation === undefined || collation === null) return;
  if (!isDoc(collation)) fail(14, "BSON field 'collation' is the wrong type, expected type 'object'");
  else if (Object.keys(collation).length === 0) return;
  else if (typeof collation.locale !== 'string')
    fail(40414, "BSON field 'collation.locale' is missing but a required field");
  else if (collation.locale !== 'simple') unsupported(`the collation '${collation.locale}'`);
}
