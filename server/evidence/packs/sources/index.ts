// Which kind of record gives its evidence how.
import { documentSource } from './documents.ts';
import { otherSource } from './others.ts';
import { recordSource } from './records.ts';
import type { Asked, Evidence, Source } from './source.ts';

export type { Evidence, EvidenceFile, EvidenceVersion, Signed } from './source.ts';

const sources: Readonly<Record<string, Source>> = { document: documentSource, record: recordSource };

/** The evidence that a record is; null when nothing of it existed by that day. */
export function evidenceOf(asked: Asked): Promise<Evidence | null> {
  return (sources[asked.shown.kind] ?? otherSource)(asked);
}
