// The structured header of an authored document: what a procedure states, as data that pages, charts and comparisons share.

/** What a source does not say. It is written out, so that a gap in a procedure is seen and never guessed. */
export const NOT_STATED = 'no lo indica';

/**
 * True when a header value says something.
 * @param value any text of a header
 */
export function isStated(value: string): boolean {
  return value !== '' && value !== NOT_STATED;
}

/** A date with the precision of its source: `2023-09-29`, `2019-11`, `2008` or `no lo indica`. */
export type StatedDate = string;

export type Definition = { term: string; meaning: string };

/** A document of external origin (G1f). `date` may also be words, such as "versión vigente". */
export type Reference = { name: string; about: string; issuer: string; date: string };

/** Who takes part: an area of the entity or an outside body, and what each does. */
export type Party = { name: string; kind: 'internal' | 'external'; roles: string[] };

/** An operational policy as a row that can be checked (O7). */
export type Policy = { text: string; period: string; owner: string };

/** What passes to or from a neighbouring subprocess (S4). */
export type Passage = { process: string; what: string };

/** Where a decision leads. `to` is an activity (`5`), a decision (`8.2`), `fin` or `no lo indica`; `do` is done on the way. */
export type Branch = { do: string; to: string };

export type Decision = { question: string; yes: Branch; no: Branch };

/** `next` counts only where there are no decisions; it is an activity's number, `fin` or `no lo indica`. */
export type Activity = {
  number: string;
  name: string;
  detail: string;
  responsible: string[];
  period: string;
  records: string[];
  receives: Passage[];
  delivers: Passage[];
  next: string;
  decisions: Decision[];
};

/** A row of the table of associated records: `retention` is in the management archive, `archive` in the central one (G2a). */
export type RecordRow = {
  code: string;
  name: string;
  responsible: string;
  medium: string;
  place: string;
  retention: string;
  archive: string;
  disposition: string;
  note: string;
};

/** A line of the control of changes (G1c). */
export type Change = { version: string; date: StatedDate; description: string };

/** Who elaborated, reviewed or approved: a position, never a person. */
export type Signature = { position: string; date: StatedDate };

export type ProcedureHeader = {
  code: string;
  title: string;
  type: string;
  /** The plan that this is a model procedure of (`PAM`): an entity adopts one of the models. Empty where it is none. */
  modelOf: string;
  /** The entity whose procedure this was; empty for our own. */
  entity: string;
  process: string;
  version: string;
  date: StatedDate;
  /** Further dates that the source states, where it states more than one. */
  dates: { event: string; date: StatedDate }[];
  owner: string;
  objective: string;
  scope: string;
  positions: string[];
  definitions: Definition[];
  references: Reference[];
  parties: Party[];
  policies: Policy[];
  activities: Activity[];
  records: RecordRow[];
  changes: Change[];
  elaborated: Signature[];
  reviewed: Signature[];
  approved: Signature[];
};

/** A word key of what is wrong, with the line of the text (1 is the first) and the values its sentence needs. */
export type Problem = { key: string; line: number; data: Record<string, string> };

/** A part of the body: `id` is a slug of its title; `typed` says that the number stands in the text and is not counted. */
export type Section = {
  id: string;
  level: number;
  number: string;
  typed: boolean;
  title: string;
  markdown: string;
};

export type ParsedText = { header: ProcedureHeader | null; sections: Section[]; problems: Problem[] };
