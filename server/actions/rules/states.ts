// The life of a nonconformity, of an action and of a nonconforming service, pure: states, what leads where, and the words of each list.

/** G12: one that happened. G11: one that could happen. */
export const NATURES = ['real', 'potential'] as const;
export type Nature = (typeof NATURES)[number];

export const SOURCES = ['complaint', 'audit', 'indicator', 'pam', 'pmi', 'person', 'service'] as const;
export type Source = (typeof SOURCES)[number];

/** In the order of their weight. */
export const GRADES = ['major', 'minor', 'observation'] as const;
export type Grade = (typeof GRADES)[number];

/** Each state is named by what is awaited: review, causes, judgement of the need, plan, execution, verification, closing. */
export const STATES = [
  'opened', 'analysing', 'judging', 'planning', 'acting', 'verifying', 'verified', 'closed', 'annulled',
] as const; // prettier-ignore
export type State = (typeof STATES)[number];

export const ENDED: readonly State[] = ['closed', 'annulled'];
export const OPEN: readonly State[] = STATES.filter((state) => !ENDED.includes(state));

const NEXT: Record<State, readonly State[]> = {
  opened: ['analysing', 'annulled'],
  analysing: ['judging', 'annulled'],
  judging: ['judging', 'planning', 'verifying', 'annulled'],
  planning: ['judging', 'acting', 'annulled'],
  acting: ['verifying'],
  verifying: ['verified', 'analysing'],
  verified: ['closed'],
  closed: ['analysing'],
  annulled: [],
};

/** Whether a nonconformity may go from one state to another. */
export function mayBecome(from: State, to: State): boolean {
  return NEXT[from].includes(to);
}

/** The six families of causes of the fishbone, as an office names them. */
export const CATEGORIES = ['people', 'method', 'information', 'systems', 'measurement', 'environment'] as const; // prettier-ignore
export type Category = (typeof CATEGORIES)[number];

/** What an action is for: to undo, to keep from happening again, to keep from happening at all. */
export const ACTION_KINDS = ['corrective', 'preventive', 'correction'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export const ACTION_STATES = ['planned', 'done', 'cancelled'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** Of a nonconforming service: under control, decided upon, treated, verified, registered by mistake. */
export const SERVICE_STATES = ['identified', 'decided', 'treated', 'closed', 'annulled'] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

/** G10: what may be done with a nonconforming service. */
export const DISPOSITIONS = ['correct', 'repeat', 'concede', 'suspend'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export const FOUND = ['before', 'after'] as const;
/** Before or after it was delivered to those served. */
export type Found = (typeof FOUND)[number];

/** Register, letters and digits of each series of codes: `NC-2026-001`. */
export const SERIES = {
  real: { register: 'nonconformities', letters: 'NC' },
  potential: { register: 'potential_nonconformities', letters: 'NCP' },
  service: { register: 'nonconforming_services', letters: 'SNC' },
  corrective: { register: 'corrective_actions', letters: 'AC' },
  preventive: { register: 'preventive_actions', letters: 'AP' },
  correction: { register: 'corrections', letters: 'CO' },
} as const;

export function codeOf(series: keyof typeof SERIES, year: number, number: number): string {
  return `${SERIES[series].letters}-${year}-${String(number).padStart(3, '0')}`;
}

/** G12 corrects what happened, G11 prevents what could: the kind that a plan of this nature proposes. */
export function kindFor(nature: Nature): ActionKind {
  return nature === 'real' ? 'corrective' : 'preventive';
}
