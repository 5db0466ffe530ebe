// A comparison as the template draws it: sections that changed, with their words, and those that did not.
import type { Params } from '../../platform/errors.ts';
import type { Comparison } from '../comparing/index.ts';

type T = (key: string, params?: Params) => string;

export function comparisonView(comparison: Comparison, t: T): Record<string, unknown> {
  const changed = comparison.sections.filter((section) => section.state !== 'same' || section.moved);
  const same = comparison.sections.filter((section) => section.state === 'same' && !section.moved);
  return {
    ...comparison,
    problem: comparison.problem && t(comparison.problem),
    sections: changed.map((section) => ({
      ...section,
      name: nameOf(section),
      stateWord: stateWord(section, t),
    })),
    index: comparison.sections.map((section) => ({
      id: section.id,
      name: nameOf(section),
      changes: section.changes + (section.moved ? 1 : 0),
      differs: section.state !== 'same' || section.moved,
    })),
    sameNames: same.map(nameOf).join(', '),
    fields: comparison.fields.map((change) => ({
      ...change,
      name: t(`documents.compare.field.${change.field}`),
    })),
    tables: comparison.tables.map((table) => ({
      ...table,
      name: t(`documents.compare.table.${table.table}`),
      rows: table.rows.map((row) => ({
        ...row,
        stateWord: t(`documents.compare.row.${row.state}`),
        fields: row.fields.map((change) => ({
          ...change,
          name: t(`documents.compare.field.${change.field}`),
        })),
      })),
    })),
  };
}

function nameOf(section: Comparison['sections'][number]): string {
  return [section.number && `${section.number}.`, section.title].filter(Boolean).join(' ');
}

function stateWord(section: Comparison['sections'][number], t: T): string {
  if (section.state === 'added' || section.state === 'removed')
    return t(`documents.compare.section.${section.state}`);
  return section.moved ? t('documents.compare.section.moved') : '';
}
