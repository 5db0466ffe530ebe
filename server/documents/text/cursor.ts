// Reads one map of the header field by field, notes what is missing or wrong, and afterwards what nobody asked for.
import type { MapNode, Tree } from './tree.ts';
import { NOT_STATED } from './header.ts';
import type { Problem } from './header.ts';

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const MAX_ROWS = 500;

export class Cursor {
  readonly map: MapNode;
  readonly problems: Problem[];
  private readonly seen = new Set<string>();

  constructor(map: MapNode, problems: Problem[]) {
    this.map = map;
    this.problems = problems;
  }

  /** The text of a field; empty when it is absent. */
  text(field: string): string {
    const value = this.take(field);
    if (!value) return '';
    if (value.kind === 'text') return value.text;
    this.note('notText', value.line, field);
    return '';
  }

  /** A text that must be there. */
  required(field: string): string {
    const value = this.text(field);
    if (value === '') this.note('missing', this.lineOf(field), field);
    return value;
  }

  /** A text whose absence is itself a fact: it reads `no lo indica`. */
  stated(field: string): string {
    return this.text(field) || NOT_STATED;
  }

  /** A date as precise as its source: year, month or day. */
  date(field: string): string {
    const value = this.stated(field);
    if (value !== NOT_STATED && !DATE.test(value)) this.note('badDate', this.lineOf(field), field);
    return value;
  }

  /** A list of texts; one text alone counts as a list of one. */
  texts(field: string): string[] {
    const value = this.take(field);
    if (!value) return [];
    if (value.kind === 'text') return value.text ? [value.text] : [];
    if (value.kind === 'map') return this.refuseList(value, field);
    return value.items.slice(0, MAX_ROWS).flatMap((item) => {
      if (item.kind === 'text') return [item.text];
      this.note('notText', item.line, field);
      return [];
    });
  }

  /** A list of maps, each read by `read`. */
  rows<T>(field: string, read: (row: Cursor) => T): T[] {
    const value = this.take(field);
    if (!value || (value.kind === 'text' && value.text === '')) return [];
    if (value.kind !== 'list') return this.refuseList(value, field);
    if (value.items.length > MAX_ROWS) this.note('tooMany', value.line, field);
    return value.items.slice(0, MAX_ROWS).flatMap((item) => {
      if (item.kind === 'map') return [this.inside(item, read)];
      this.note('notRow', item.line, field);
      return [];
    });
  }

  /** The raw tree of a field, for values that may be a text or a map. */
  take(field: string): Tree | undefined {
    this.seen.add(field);
    return this.map.entries.get(field);
  }

  /** Reads a map below this one and reports the fields of it that nobody asked for. */
  inside<T>(map: MapNode, read: (row: Cursor) => T): T {
    const row = new Cursor(map, this.problems);
    const value = read(row);
    row.reportRest();
    return value;
  }

  reportRest(): void {
    for (const [field, value] of this.map.entries) {
      if (!this.seen.has(field)) this.note('unknownField', value.line, field);
    }
  }

  note(word: string, line: number, field: string): void {
    if (this.problems.length < 50)
      this.problems.push({ key: `documents.text.${word}`, line, data: { field } });
  }

  /** Where a field is written; where its map begins when it is not. */
  lineOf(field: string): number {
    return this.map.entries.get(field)?.line ?? this.map.line;
  }

  private refuseList(value: Tree, field: string): [] {
    this.note('notList', value.line, field);
    return [];
  }
}
