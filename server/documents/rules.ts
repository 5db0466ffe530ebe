// The rules of document control, pure: states, who counts as author, codes, dates.
import { addMonths, type Day } from '../platform/clock.ts';

/** The life of one version. `adopting`: an existing procedure proposed as in force, waiting for a second person. */
export const VERSION_STATES = [
  'draft', 'in_review', 'in_approval', 'approved', 'issued', 'in_force', 'obsolete', 'discarded', 'adopting',
] as const; // prettier-ignore
export type VersionState = (typeof VERSION_STATES)[number];

/** The life of the document as a reader sees it. */
export const DOCUMENT_STATES = ['new', 'in_force', 'withdrawn'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** States in which a version is still on its way; a document has at most one such version. */
export const OPEN_STATES: readonly VersionState[] = [
  'draft',
  'in_review',
  'in_approval',
  'approved',
  'issued',
  'adopting',
];

const NEXT: Record<VersionState, readonly VersionState[]> = {
  draft: ['in_review', 'in_approval', 'discarded'],
  in_review: ['draft', 'in_approval'],
  in_approval: ['draft', 'approved'],
  approved: ['issued', 'draft'],
  issued: ['in_force', 'approved'],
  in_force: ['obsolete'],
  obsolete: [],
  discarded: [],
  adopting: ['in_force', 'discarded'],
};

/** Whether a version may go from one state to another. */
export function mayBecome(from: VersionState, to: VersionState): boolean {
  return NEXT[from].includes(to);
}

export type Stage = 'review' | 'approval';

/** Somebody who may decide in a step: a person, whoever holds a position today, or any bearer of a role. */
export interface Participant {
  kind: 'person' | 'position' | 'role';
  id: string;
  name: string;
}

/** One step of a route. `needs` 0 asks all participants, n asks n of them. */
export interface Step {
  stage: Stage;
  needs: number;
  participants: Participant[];
}

/** What a person decided, by value: renaming or removing the person changes no past page (decision 6 of the design). */
export interface Decision {
  cycle: number;
  step: number;
  stage: Stage;
  verdict: 'favourable' | 'returned';
  person: string;
  name: string;
  position: string | null;
  acting: boolean;
  at: Date;
  /** SHA-256 of the content that was on the page. */
  sha256: string;
  comment: string;
  /** Which participants of the step this decision speaks for, `kind:id`. */
  speaksFor: string[];
}

/** The favourable decisions of the present cycle in one step. */
export function favourable(decisions: readonly Decision[], cycle: number, step: number): Decision[] {
  return decisions.filter((one) => one.cycle === cycle && one.step === step && one.verdict === 'favourable');
}

/** Whether a step has all the favourable decisions that it asks for. */
export function isStepDone(step: Step, given: readonly Decision[]): boolean {
  const people = new Set(given.map((one) => one.person));
  if (step.needs > 0) return people.size >= step.needs;
  const spoken = new Set(given.flatMap((one) => one.speaksFor));
  return step.participants.every((one) => spoken.has(keyOf(one)));
}

export function keyOf(participant: Participant): string {
  return `${participant.kind}:${participant.id}`;
}

/** The state that a step of the route stands for. */
export function stateOfStep(step: Step | undefined): VersionState {
  if (!step) return 'approved';
  return step.stage === 'review' ? 'in_review' : 'in_approval';
}

/** A usable route ends in an approval, has somebody in every step, and asks no more people than it names. */
export function routeProblem(route: readonly Step[]): string | null {
  if (!route.some((step) => step.stage === 'approval')) return 'documents.types.route_without_approval';
  if (
    route.findLastIndex((step) => step.stage === 'review') >
    route.findIndex((step) => step.stage === 'approval')
  )
    return 'documents.types.route_order';
  const empty = route.some((step) => step.participants.length === 0);
  if (empty) return 'documents.types.route_empty_step';
  const asksTooMany = (step: Step): boolean =>
    step.participants.every((one) => one.kind === 'person') && step.needs > step.participants.length;
  return route.some(asksTooMany) ? 'documents.types.route_needs' : null;
}

export const CODE = /^[A-ZÑ0-9][A-ZÑ0-9._-]{1,39}$/;

const MOST_CODES = 2_000;

/** What looks like a code in a text, each once: capitals and figures with a figure among them. Codes of nothing are for the caller to drop. */
export function codesIn(text: string): string[] {
  const found = text.match(/(?<![\p{L}\p{N}])[A-ZÑ0-9][A-ZÑ0-9._-]{1,39}(?![\p{L}\p{N}])/gu) ?? [];
  const codes = found
    .map((one) => one.replace(/[._-]+$/, ''))
    .filter((one) => /\d/.test(one) && CODE.test(one));
  return [...new Set(codes)].slice(0, MOST_CODES);
}

/**
 * The code of a pattern such as `{process}-{type}-{nn}`: `{process}` and `{type}` are filled in, `{nn}` is the number with as many digits.
 * @returns null when the pattern has no number in it
 */
export function codeFrom(
  pattern: string,
  parts: { process: string; type: string; number: number },
): string | null {
  if (!/\{n+\}/.test(pattern)) return null;
  return filled(pattern, parts).replace(/\{(n+)\}/, (_all, digits: string) =>
    String(parts.number).padStart(digits.length, '0'),
  );
}

/** The numbers that codes of a pattern already use, so that the next free one can be proposed. */
export function numbersUsed(
  pattern: string,
  parts: { process: string; type: string },
  codes: readonly string[],
): number[] {
  const [before = '', after = ''] = filled(pattern, parts).split(/\{n+\}/);
  return codes
    .filter(
      (code) => code.startsWith(before) && code.endsWith(after) && code.length > before.length + after.length,
    )
    .map((code) => Number(code.slice(before.length, code.length - after.length)))
    .filter(Number.isInteger);
}

function filled(pattern: string, parts: { process: string; type: string }): string {
  return pattern.replaceAll('{process}', parts.process).replaceAll('{type}', parts.type);
}

/** Where a document is used: everywhere, or in these areas and by the holders of these positions. */
export interface PointsOfUse {
  everyone: boolean;
  areas: readonly string[];
  positions: readonly string[];
}

/** Whether a document is meant for this person: for everyone, for an area of theirs, or for a position they hold today. */
export function appliesTo(
  { everyone, areas, positions }: PointsOfUse,
  user: { areas: readonly string[]; positions: readonly { id: string }[] },
): boolean {
  return (
    everyone ||
    user.areas.some((area) => areas.includes(area)) ||
    user.positions.some((held) => positions.includes(held.id))
  );
}

/** How a document of external origin stands on a day. */
export function externalState(
  { endedOn, nextCheck, verified }: { endedOn: Day | null; nextCheck: Day; verified: unknown },
  day: Day,
): 'ended' | 'unverified' | 'to_check' | 'checked' {
  if (endedOn) return 'ended';
  if (!verified) return 'unverified';
  return nextCheck <= day ? 'to_check' : 'checked';
}

/** The date by which a document must be looked at again. */
export function nextReview(effective: Day, months: number): Day {
  return addMonths(effective, months);
}

/** The label of the version after this one, in the style of the entity: `002` -> `003`, `04` -> `05`, `3` -> `4`. */
export function nextLabel(label: string | null): string {
  if (label === null) return '1';
  const digits = /(\d+)(?!.*\d)/.exec(label)?.[1];
  if (digits === undefined) return `${label}-2`;
  return label.replace(/\d+(?!.*\d)/, String(Number(digits) + 1).padStart(digits.length, '0'));
}
