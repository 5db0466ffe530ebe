// Which kind of record gives its evidence how.
import { documentSource } from './documents.ts';
import { otherSource } from './others.ts';
import { pamItemSource, pmiItemSource } from './plans.ts';
import { recordSource } from './records.ts';
import type { Asked, Evidence, Source } from './source.ts';

export { itemsOfPlan } from './plans.ts';
export type { Evidence, EvidenceFile, EvidenceVersion, Signed } from './source.ts';

const sources: Readonly<Record<string, Source>> = {
  document: documentSource,
  record: recordSource,
  pam_item: pamItemSource,
  pmi_item: pmiItemSource,
};

/** The evidence that a record is; null when nothing of it existed by that day. */
export function evidenceOf(asked: Asked): Promise<Evidence | null> {
  return (sources[asked.shown.kind] ?? otherSource)(asked);
}
