// What pages and the report read of one audit: its lines counted, its findings, its samples, its follow-ups.
import { nonconformityStates, type NonconformityState } from '../../actions/index.ts';
import { Audit, type AuditRecord } from '../audit.ts';
import { Finding, type FindingRecord } from '../finding.ts';
import { Line, type LineRecord } from '../line.ts';
import type { Result } from '../rules/states.ts';
import { Sample, type SampleRecord } from '../sample.ts';

/** How many lines of a section say what. */
export interface SectionTally {
  section: string;
  /** 1, 2, 3 ... in the order of the checklist. */
  number: number;
  total: number;
  blank: number;
  results: Record<Result, number>;
}

/** The sections of a checklist in their order; read from the index, without the lines themselves. */
export async function sectionsOf(audit: AuditRecord['_id']): Promise<SectionTally[]> {
  const rows = await Line.aggregate<{ _id: { section: string; result: Result | null }; count: number; first: number }>([
    { $match: { audit } },
    { $group: { _id: { section: '$section', result: '$result' }, count: { $sum: 1 }, first: { $min: '$order' } } },
  ]);
  const firsts = new Map<string, number>();
  for (const { _id, first } of rows) firsts.set(_id.section, Math.min(first, firsts.get(_id.section) ?? Infinity));
  const order = [...firsts].sort(([, a], [, b]) => a - b).map(([section]) => section);
  return order.map((section, index) => {
    const own = rows.filter((row) => row._id.section === section);
    const count = (result: Result | null): number => own.find((row) => row._id.result === result)?.count ?? 0;
    const results = { conforming: count('conforming'), nonconforming: count('nonconforming'), observation: count('observation'), not_applicable: count('not_applicable') };
    return { section, number: index + 1, total: own.reduce((sum, row) => sum + row.count, 0), blank: count(null), results };
  });
} // prettier-ignore

/** How far the checklist is, counted in the index alone. */
export async function progressOf(audit: AuditRecord['_id']): Promise<{ total: number; blanks: number }> {
  const [total, blanks] = await Promise.all([
    Line.countDocuments({ audit }),
    Line.countDocuments({ audit, result: null }),
  ]);
  return { total, blanks };
}

export function linesOf(audit: AuditRecord['_id'], section?: string): Promise<LineRecord[]> {
  return Line.find({ audit, ...(section === undefined ? {} : { section }) })
    .sort({ order: 1 })
    .lean<LineRecord[]>();
}

export function findingsOf(audit: AuditRecord['_id']): Promise<FindingRecord[]> {
  return Finding.find({ audit }).sort({ number: 1 }).lean<FindingRecord[]>();
}

export function samplesOf(audit: AuditRecord['_id']): Promise<SampleRecord[]> {
  return Sample.find({ audit }).sort({ number: 1 }).lean<SampleRecord[]>();
}

/** How the treatment of each finding stands, by the id of its nonconformity. */
export async function treatmentsOf(
  findings: readonly FindingRecord[],
): Promise<Map<string, NonconformityState>> {
  const ids = findings.flatMap((one) => one.nonconformity?.id ?? []);
  return new Map((await nonconformityStates(ids)).map((one) => [one.id, one]));
}

/** The findings that a follow-up looks at. */
export async function followedFindings(lines: readonly LineRecord[]): Promise<FindingRecord[]> {
  const ids = lines.flatMap(({ source }) => (source.kind === 'finding' ? [source.finding] : []));
  if (ids.length === 0) return [];
  return Finding.find({ _id: { $in: ids } }).sort({ code: 1 }).lean<FindingRecord[]>(); // prettier-ignore
}

export function followUpsOf(audit: AuditRecord['_id']): Promise<Pick<AuditRecord, 'code' | 'state' | 'from'>[]> {
  return Audit.find({ follows: String(audit) }).select('code state from').sort({ code: 1 }).lean<AuditRecord[]>();
} // prettier-ignore

export async function codeOfFollowed({ follows }: Pick<AuditRecord, 'follows'>): Promise<string | null> {
  if (!follows) return null;
  const found = await Audit.findById(follows).select('code').lean();
  return found?.code ?? null;
}
