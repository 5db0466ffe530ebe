// What a pack asks of each kind of record: its facts, its signed versions, its files and the trail that proves it.
import type { Day } from '../../../platform/clock.ts';
import type { Ref, Shown } from '../../../platform/links/kinds.ts';
import type { Language } from '../../../platform/words/index.ts';

/** A file of the evidence: text that we hold, or bytes in the store. */
export type EvidenceFile =
  | { kind: 'text'; name: string; text: string }
  | { kind: 'stored'; name: string; sha256: string; type: string };

export interface Signed {
  act: string;
  name: string;
  position: string;
  at: string;
}

/** One version of the evidence, or the evidence itself where it has none. */
export interface EvidenceVersion {
  /** Empty where there are no versions. */
  label: string;
  state: string;
  effective: Day | null;
  /** Hash that its signatures are bound to. */
  sha256: string | null;
  signatures: Signed[];
  files: EvidenceFile[];
  /** The hash of the signatures is taken from `files[0]` and the label. */
  signsContent: boolean;
  /** Makes the stamped PDF that goes into index.pdf; null: there is none. */
  copy: (() => Promise<Uint8Array>) | null;
}

export interface Evidence extends Ref {
  code: string;
  title: string;
  state: string;
  facts: [name: string, value: string][];
  versions: EvidenceVersion[];
  /** Subject of its chain in the trail, `kind:id`. */
  subject: string;
  /** Holds personal data: its files stay behind, its entries go out as bare links. */
  personal: boolean;
}

export interface Asked {
  shown: Shown;
  day: Day;
  language: Language;
  /** Every version that was ever in use, not only the one in force. */
  every: boolean;
  t: (key: string, params?: Record<string, string | number>) => string;
}

/** Null when nothing of it existed by that day. */
export type Source = (asked: Asked) => Promise<Evidence | null>;
