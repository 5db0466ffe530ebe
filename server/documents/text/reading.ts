// From the tree of the front matter to the header: every field by name, nothing invented, problems noted on the way.
import { Cursor } from './cursor.ts';
import { checkFlow } from './flowcheck.ts';
import { NOT_STATED } from './header.ts';
import type { Activity, Branch, Decision, Passage, Problem, ProcedureHeader, RecordRow } from './header.ts';
import type { Tree } from './tree.ts';

/**
 * The header that a tree states. A document without activities needs only its code and title.
 * @returns null when the front matter is not a map
 */
export function readHeader(tree: Tree | null, problems: Problem[]): ProcedureHeader | null {
  if (tree?.kind !== 'map') {
    if (tree) problems.push({ key: 'documents.text.notMap', line: tree.line, data: {} });
    return null;
  }
  const cursor = new Cursor(tree, problems);
  const header = { ...identity(cursor), ...substance(cursor), ...history(cursor) };
  cursor.reportRest();
  checkProcedure(header, cursor);
  return header;
}

function identity(at: Cursor) {
  return {
    code: at.required('code'),
    title: at.required('title'),
    type: at.text('type'),
    modelOf: at.text('model-of'),
    entity: at.text('entity'),
    process: at.stated('process'),
    version: at.stated('version'),
    date: at.date('date'),
    dates: at.rows('dates', (row) => ({ event: row.required('event'), date: row.date('date') })),
    owner: at.stated('owner'),
  };
}

function substance(at: Cursor) {
  return {
    objective: at.text('objective'),
    scope: at.text('scope'),
    positions: at.texts('positions'),
    definitions: at.rows('definitions', (row) => ({
      term: row.required('term'),
      meaning: row.required('meaning'),
    })),
    references: at.rows('references', (row) => ({
      name: row.required('name'),
      about: row.text('about'),
      issuer: row.stated('issuer'),
      date: row.stated('date'),
    })),
    parties: at.rows('parties', (row) => ({
      name: row.required('name'),
      kind: row.text('kind') === 'external' ? ('external' as const) : ('internal' as const),
      roles: row.texts('roles'),
    })),
    policies: at.rows('policies', (row) => ({
      text: row.required('text'),
      period: row.stated('period'),
      owner: row.stated('owner'),
    })),
    activities: at.rows('activities', activity),
    records: at.rows('records', recordRow),
  };
}

function history(at: Cursor) {
  const signature = (row: Cursor) => ({ position: row.required('position'), date: row.date('date') });
  return {
    changes: at.rows('changes', (row) => ({
      version: row.required('version'),
      date: row.date('date'),
      description: row.required('description'),
    })),
    elaborated: at.rows('elaborated', signature),
    reviewed: at.rows('reviewed', signature),
    approved: at.rows('approved', signature),
  };
}

function activity(at: Cursor): Activity {
  return {
    number: at.required('number'),
    name: at.required('name'),
    detail: at.text('detail'),
    responsible: at.texts('responsible'),
    period: at.stated('period'),
    records: at.texts('records'),
    receives: at.rows('receives', passage),
    delivers: at.rows('delivers', passage),
    next: at.text('next'),
    decisions: at.rows('decisions', decision),
  };
}

function passage(at: Cursor): Passage {
  return { process: at.required('process'), what: at.text('what') };
}

function decision(at: Cursor): Decision {
  return { question: at.required('question'), yes: branch(at, 'yes'), no: branch(at, 'no') };
}

function branch(at: Cursor, field: string): Branch {
  const value = at.take(field);
  if (value?.kind === 'text') return { do: '', to: value.text || NOT_STATED };
  if (value?.kind === 'map') return at.inside(value, (row) => ({ do: row.text('do'), to: row.stated('to') }));
  at.note(value ? 'notText' : 'missing', value?.line ?? at.map.line, field);
  return { do: '', to: NOT_STATED };
}

function recordRow(at: Cursor): RecordRow {
  return {
    code: at.stated('code'),
    name: at.required('name'),
    responsible: at.stated('responsible'),
    medium: at.stated('medium'),
    place: at.stated('place'),
    retention: at.stated('retention'),
    archive: at.stated('archive'),
    disposition: at.stated('disposition'),
    note: at.text('note'),
  };
}

function checkProcedure(header: ProcedureHeader, at: Cursor): void {
  if (header.activities.length === 0) {
    if (header.type === 'procedimiento') at.note('missing', at.map.line, 'activities');
    return;
  }
  if (header.objective === '') at.note('missing', at.lineOf('objective'), 'objective');
  if (header.scope === '') at.note('missing', at.lineOf('scope'), 'scope');
  const list = at.take('activities');
  const lines = list?.kind === 'list' ? list.items.map((item) => item.line) : [];
  checkFlow(header.activities, lines, at.problems);
}
