// What lies between two sets of requirements: what is new, changed or gone, and what can be carried over (a new edition, or two norms).
import { relatedTo } from './catalogue/index.ts';
import type { Clause, ClauseSet } from './catalogue/clause.ts';

export interface GapRow {
  /** A clause of the set that is moved to, answered for itself. */
  clause: Clause;
  /**
   * `same`: word for word, in another edition · `changed`: its counterpart says it otherwise · `mapped`: another norm asks for much the same ·
   * `near`: only the section around it has a counterpart · `new`: nothing before it asked for this.
   */
  change: 'same' | 'changed' | 'mapped' | 'near' | 'new';
  /** Its counterparts in the set that is left. */
  from: Clause[];
  /** An unchanged clause keeps its state; one with a counterpart keeps the evidence and is judged again. */
  carries: 'state' | 'evidence' | 'nothing';
}

export interface Gap {
  from: ClauseSet;
  to: ClauseSet;
  /** True for two editions of the same requirements. */
  areEditions: boolean;
  rows: GapRow[];
  /** Clauses of the set that is left which nothing in the other one asks for any more. */
  gone: Clause[];
}

/** Compares two sets clause by clause, by their codes where they are editions of one another and by the mappings between them. */
export function gapBetween(from: ClauseSet, to: ClauseSet): Gap {
  const areEditions = from.family === to.family;
  const rows = answeredIn(to).map((clause) => rowOf(clause, from, to, areEditions));
  const gone = answeredIn(from).filter((clause) => {
    const back = rowOf(clause, to, from, areEditions);
    return back.change === 'new';
  });
  return { from, to, areEditions, rows, gone };
}

const CARRIES: Readonly<Record<GapRow['change'], GapRow['carries']>> = {
  same: 'state',
  changed: 'evidence',
  mapped: 'evidence',
  near: 'evidence',
  new: 'nothing',
};

function rowOf(clause: Clause, other: ClauseSet, own: ClauseSet, areEditions: boolean): GapRow {
  const row = (change: GapRow['change'], from: Clause[]) => ({
    clause,
    change,
    from,
    carries: CARRIES[change],
  });
  const direct = counterparts(clause, other, areEditions);
  const [first] = direct;
  if (first && areEditions) return row(isSame(first, clause) ? 'same' : 'changed', direct);
  if (first) return row('mapped', direct);
  for (let above = parentIn(own, clause); above; above = parentIn(own, above)) {
    const near = counterparts(above, other, areEditions);
    // In another edition a section of the same number says nothing of a part that it did not have.
    if (near.length > 0 && !areEditions) return row('near', near);
  }
  return row('new', []);
}

function counterparts(clause: Clause, other: ClauseSet, areEditions: boolean): Clause[] {
  const mapped = relatedTo(clause.id).filter(({ set }) => set === other.id);
  if (mapped.length > 0 || !areEditions) return mapped;
  return other.clauses.filter(({ code }) => code === clause.code);
}

function isSame(a: Clause, b: Clause): boolean {
  return a.code === b.code && a.text.es === b.text.es && a.text.en === b.text.en;
}

function parentIn(set: ClauseSet, clause: Clause): Clause | undefined {
  return set.clauses.find(({ id }) => id === clause.parent);
}

function answeredIn(set: ClauseSet): Clause[] {
  const parents = new Set(set.clauses.map(({ parent }) => parent));
  return set.clauses.filter(({ id, registers }) => registers || !parents.has(id));
}
