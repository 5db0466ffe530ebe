// The next free code of a type in a process: proposed on the page, and taken when the person leaves the code to the system.
import { processesByIds } from '../processes/index.ts';
import { escapeRegex } from '../platform/search/terms.ts';
import { Document } from './document.ts';
import { codeFrom, numbersUsed } from './rules.ts';
import type { DocumentTypeRecord } from './type.ts';

/** Callers that take a code wait for each other in this process instead of colliding in the database. */
export const CODES_QUEUE = { queue: 'documents/codes' };

/**
 * The code after the highest one in use. Numbers that were skipped or withdrawn are not used again: a code is for life.
 * @returns null when the pattern has no number, or asks for a process and none is given
 */
export async function nextFreeCode(
  type: Pick<DocumentTypeRecord, 'code' | 'pattern'>,
  process: string | null,
): Promise<string | null> {
  const [found] = process ? await processesByIds([process]) : [];
  if (type.pattern.includes('{process}') && !found) return null;
  const parts = { process: found?.code ?? '', type: type.code };
  const used = numbersUsed(type.pattern, parts, await codesLike(type.pattern, parts));
  return codeFrom(type.pattern, { ...parts, number: Math.max(0, ...used) + 1 });
}

async function codesLike(pattern: string, parts: { process: string; type: string }): Promise<string[]> {
  const [before = ''] = pattern
    .replaceAll('{process}', parts.process)
    .replaceAll('{type}', parts.type)
    .split(/\{n+\}/);
  const found = await Document.find({ code: { $regex: `^${escapeRegex(before)}` } }, { code: 1 }).lean<
    { code: string }[]
  >();
  return found.map((one) => one.code);
}
