// What pages and the report read of one audit: its lines counted, its findings, its samples, its follow-ups; as they are, or before an instant (`close`).
import { nonconformityStates, type NonconformityState } from '../../actions/index.ts';
import { stoodBefore } from '../../platform/audit/standing.ts';
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
export async function sectionsOf(audit: AuditRecord['_id'], close: Date | null = null): Promise<SectionTally[]> {
  const rows = close ? countedIn(await linesOf(audit, undefined, close)) : await Line.aggregate<Counted>([
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

interface Counted {
  _id: { section: string; result: Result | null };
  count: number;
  first: number;
}

function countedIn(lines: readonly LineRecord[]): Counted[] {
  const groups = Map.groupBy(lines, ({ section, result }) => `${result ?? ''}|${section}`);
  return [...groups.values()].flatMap((own) =>
    own[0] ? [{ _id: { section: own[0].section, result: own[0].result }, count: own.length, first: Math.min(...own.map((one) => one.order)) }] : [],
  );
} // prettier-ignore

/** How far the checklist is, counted in the index alone. */
export async function progressOf(
  audit: AuditRecord['_id'],
  close: Date | null = null,
): Promise<{ total: number; blanks: number }> {
  if (close) {
    const lines = await linesOf(audit, undefined, close);
    return { total: lines.length, blanks: lines.filter((one) => one.result === null).length };
  }
  const [total, blanks] = await Promise.all([
    Line.countDocuments({ audit }),
    Line.countDocuments({ audit, result: null }),
  ]);
  return { total, blanks };
}

export async function linesOf(audit: AuditRecord['_id'], section?: string, close: Date | null = null): Promise<LineRecord[]> {
  const found = await Line.find({ audit, ...(section === undefined ? {} : { section }) }).sort({ order: 1 }).lean<LineRecord[]>();
  return stoodBefore(Line, found, close);
} // prettier-ignore

export async function findingsOf(audit: AuditRecord['_id'], close: Date | null = null): Promise<FindingRecord[]> {
  return stoodBefore(Finding, await Finding.find({ audit }).sort({ number: 1 }).lean<FindingRecord[]>(), close);
} // prettier-ignore

export async function samplesOf(audit: AuditRecord['_id'], close: Date | null = null): Promise<SampleRecord[]> {
  return stoodBefore(Sample, await Sample.find({ audit }).sort({ number: 1 }).lean<SampleRecord[]>(), close);
} // prettier-ignore

/** How the treatment of each finding stands, by the id of its nonconformity. */
export async function treatmentsOf(
  findings: readonly FindingRecord[],
  close: Date | null = null,
): Promise<Map<string, NonconformityState>> {
  const ids = findings.flatMap((one) => one.nonconformity?.id ?? []);
  return new Map((await nonconformityStates(ids, close)).map((one) => [one.id, one]));
}

/** The findings that a follow-up looks at. */
export async function followedFindings(lines: readonly LineRecord[], close: Date | null = null): Promise<FindingRecord[]> {
  const ids = lines.flatMap(({ source }) => (source.kind === 'finding' ? [source.finding] : []));
  if (ids.length === 0) return [];
  return stoodBefore(Finding, await Finding.find({ _id: { $in: ids } }).sort({ code: 1 }).lean<FindingRecord[]>(), close);
} // prettier-ignore

export async function followUpsOf(audit: AuditRecord['_id'], close: Date | null = null): Promise<AuditRecord[]> {
  return stoodBefore(Audit, await Audit.find({ follows: String(audit) }).sort({ code: 1 }).lean<AuditRecord[]>(), close);
} // prettier-ignore

export async function codeOfFollowed({ follows }: Pick<AuditRecord, 'follows'>): Promise<string | null> {
  if (!follows) return null;
  const found = await Audit.findById(follows).select('code').lean();
  return found?.code ?? null;
}
