// The tables of activities and of records of a header, as data for a template.
import type { Activity, ProcedureHeader, RecordRow } from './header.ts';
import { NOT_STATED } from './header.ts';

/** An activity with the id that the flowchart links to, and its records as `{ name, listed }`. */
export type ActivityRow = Activity & { id: string; produces: { name: string; listed: boolean }[] };

/** A record with the activities that produce it; `listed` is false where only an activity names it. */
export type RecordUse = RecordRow & { activities: string[]; listed: boolean };

/** The rows of the table of activities, in order. */
export function activitiesOf(header: ProcedureHeader): ActivityRow[] {
  return header.activities.map((activity) => ({
    ...activity,
    id: activityId(activity.number),
    produces: activity.records.map((name) => ({
      name,
      listed: header.records.some((row) => names(row, name)),
    })),
  }));
}

/** The rows of the table of records: first those that the procedure lists, then those that only its activities name. */
export function recordsOf(header: ProcedureHeader): RecordUse[] {
  const used = (row: RecordRow) =>
    header.activities
      .filter(({ records }) => records.some((name) => names(row, name)))
      .map(({ number }) => number);
  const listed = header.records.map((row) => ({ ...row, activities: used(row), listed: true }));
  const mentioned = new Set(header.activities.flatMap(({ records }) => records));
  const unlisted = [...mentioned]
    .filter((name) => !header.records.some((row) => names(row, name)))
    .map(unlistedRow);
  return [...listed, ...unlisted.map((row) => ({ ...row, activities: used(row), listed: false }))];
}

/** The id of an activity on a page: `actividad-8`. */
export function activityId(number: string): string {
  return `actividad-${number}`;
}

/** True when an activity's text names this record: by its name, its code, or both. */
function names(row: RecordRow, text: string): boolean {
  return text === row.name || text === row.code || text === `${row.code} ${row.name}`;
}

function unlistedRow(text: string): RecordRow {
  const parts = /^([A-Z][\w.]*(?:[-.][\w.]+)+) (.+)$/.exec(text);
  const silent = { responsible: NOT_STATED, medium: NOT_STATED, place: NOT_STATED, retention: NOT_STATED };
  const rest = { archive: NOT_STATED, disposition: NOT_STATED, note: '' };
  return { code: parts?.[1] ?? NOT_STATED, name: parts?.[2] ?? text, ...silent, ...rest };
}
