// Evidence: a file is declared as a record and a record is linked, so that what proves an action is found from both ends (L1, G2b).
import { declareWithin, usualSeries } from '../records/index.ts';
import type { User } from '../platform/access/roles.ts';
import { today } from '../platform/clock.ts';
import type { Ref } from '../platform/links/kinds.ts';
import { link } from '../platform/links/links.ts';
import { queueOf } from '../platform/numbering/numbering.ts';
import type { Evidence } from './nonconformity.ts';

/** Evidence may be declared as records, which are numbered. */
export const EVIDENCE_QUEUE = queueOf('records');

/** What the evidence proves. */
export interface Proven extends Ref {
  code: string;
  process: string | null;
  /** Name of the position that answers for it. */
  responsible: string;
}

/** Ties evidence to what it proves, inside the open act. Returns it as the record keeps it. @throws Refusal, Invalid */
export async function attach(proven: Proven, evidence: readonly Evidence[], user: User): Promise<Evidence[]> {
  const attached: Evidence[] = [];
  for (const one of evidence) {
    const record = one.record ?? (one.file && (await declared(one.file, proven, user)));
    if (record)
      await link({ kind: record.kind, id: record.id }, 'verifies', { kind: proven.kind, id: proven.id });
    attached.push({ ...one, record });
  }
  return attached;
}

async function declared(
  file: NonNullable<Evidence['file']>,
  { code, responsible }: Proven,
  user: User,
): Promise<NonNullable<Evidence['record']>> {
  const title = `${code}: ${file.name}`;
  const record = await declareWithin({
    title,
    series: usualSeries('actions'),
    happened: today(),
    author: user.positions[0]?.name ?? user.name,
    responsible,
    conforms: 'not_applicable',
    files: [file],
  });
  return { kind: 'record', ...record, title };
}
