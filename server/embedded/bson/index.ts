// BSON as this store sees it: bytes to documents and back, one order over all values, and keys that keep that order.
export { decode, decodeFields } from './decode.ts';
export { encode } from './encode.ts';
export { identical } from './identical.ts';
export { identityOf } from './identity.ts';
export { compare, equal } from './compare.ts';
export { bracketOf, compareKeys, keyString } from './keystring.ts';
export * from './types.ts';
