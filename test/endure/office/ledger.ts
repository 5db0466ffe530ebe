// What the writers know: every act that was acknowledged, and how far each document has come.
import { NEEDED } from './cast.ts';

export type DeedKind = 'create' | 'save' | 'submit' | 'approve' | 'issue' | 'start' | 'copy';

/** One act as the person who did it remembers it. */
export interface Deed {
  kind: DeedKind;
  person: string;
  code: string;
  /** Of the version. */
  number: number;
  /** Words of this deed alone: the reason of a save, the holder of a copy. */
  marker: string;
  /** Of the file that was sent with it. */
  sha256?: string;
}

/** A document as its people see it. */
export interface Card {
  code: string;
  author: string;
  content: 'text' | 'file';
  number: number;
  phase: 'draft' | 'submitted' | 'approved' | 'in_force';
  saves: number;
  favourable: Set<string>;
  wasInForce: boolean;
}

export interface Ledger {
  acknowledged: Deed[];
  cards: Map<string, Card>;
  /** Answers that nobody should get, e.g. a 500. */
  unexpected: string[];
  /** Rules that said no, as they must to those who come too late. */
  refused: number;
  /** Forms sent again after the application came back, because no answer had come. */
  resent: number;
  markers: number;
}

export function newLedger(): Ledger {
  return { acknowledged: [], cards: new Map(), unexpected: [], refused: 0, resent: 0, markers: 0 };
}

/** Writes an acknowledged act down and moves its document on. */
export function acknowledge(ledger: Ledger, deed: Deed): void {
  ledger.acknowledged.push(deed);
  const card = ledger.cards.get(deed.code);
  if (deed.kind === 'create') ledger.cards.set(deed.code, newCard(deed));
  else if (card) MOVES[deed.kind](card, deed);
}

function newCard({ code, person, number, sha256 }: Deed): Card {
  const content = sha256 ? 'file' : 'text';
  return {
    code,
    author: person,
    content,
    number,
    phase: 'draft',
    saves: 0,
    favourable: new Set(),
    wasInForce: false,
  };
}

const MOVES: Record<Exclude<DeedKind, 'create'>, (card: Card, deed: Deed) => void> = {
  save: (card) => void (card.saves += 1),
  submit: (card) => void (card.phase = 'submitted'),
  approve: (card, { person }) => {
    card.favourable.add(person);
    if (card.favourable.size >= NEEDED) card.phase = 'approved';
  },
  issue: (card) => void Object.assign(card, { phase: 'in_force', wasInForce: true }),
  start: (card, { number }) =>
    void Object.assign(card, { phase: 'draft', number, saves: 0, favourable: new Set() }),
  copy: () => undefined,
};
