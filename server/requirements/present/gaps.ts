// The gap between two sets as its page shows it: figures, then the clauses by what happened to them.
import type { Clause, Language } from '../catalogue/clause.ts';
import type { Gap, GapRow } from '../gaps.ts';
import type { Standing } from '../standings.ts';
import { clauseLine, setLine, stateSign, type T } from './clauses.ts';

/** In the order of the page: what asks for work first. */
const CHANGES = ['new', 'changed', 'near', 'mapped', 'same'] as const satisfies readonly GapRow['change'][];

export interface Known {
  /** Null when the person may not see them. */
  standings: ReadonlyMap<string, Standing> | null;
  /** Pieces of evidence by clause. */
  counts: ReadonlyMap<string, number>;
}

export function gapView(gap: Gap, known: Known, language: Language, t: T) {
  const line = (clause: Clause) => clauseLine(clause, language, t);
  const groups = CHANGES.flatMap((change) => {
    const rows = gap.rows.filter((row) => row.change === change);
    return rows.length === 0 ? [] : [groupOf(change, gap.areEditions, rows.map((row) => rowOf(row, known, language, t)), t)];
  }); // prettier-ignore
  const names = { from: setLine(gap.from, t).label, to: setLine(gap.to, t).label };
  return {
    names,
    groups,
    gone: gap.gone.map(line),
    goneTitle: t('requirements.gap.gone_title', names),
    areEditions: gap.areEditions,
    figures: [
      ...CHANGES.map((change) => ({ change, count: gap.rows.filter((row) => row.change === change).length }))
        .filter(({ count }) => count > 0)
        .map(({ change, count }) => ({ label: t(`requirements.gap.figure.${change}`), value: count })),
      {
        label: t(gap.areEditions ? 'requirements.gap.figure.gone' : 'requirements.gap.figure.unasked'),
        value: gap.gone.length,
      },
    ],
  };
}

function groupOf(change: GapRow['change'], areEditions: boolean, rows: ReturnType<typeof rowOf>[], t: T) {
  const means = change === 'new' && !areEditions ? 'only' : change;
  return { id: change, title: t(`requirements.gap.change.${change}`), text: t(`requirements.gap.means.${means}`), rows };
} // prettier-ignore

function rowOf(row: GapRow, { standings, counts }: Known, language: Language, t: T) {
  const evidence = row.from.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  const [first] = row.from;
  return {
    ...clauseLine(row.clause, language, t),
    from: row.from.map((one) => clauseLine(one, language, t)),
    sign: first && standings && stateSign(standings.get(first.id)?.state ?? 'blank', t),
    carries:
      row.carries === 'nothing' ? '' : t(`requirements.gap.carries.${row.carries}`, { count: evidence }),
  };
}
