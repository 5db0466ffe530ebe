// The states of a complaint and the gates between them (G13), pure.
import { Refusal } from '../../platform/errors.ts';

/** `sent` waits for proof of delivery: a reply that the citizen never received closes nothing. */
export const STATES = [
  'received', 'assigned', 'incomplete', 'drafted', 'approved', 'sent', 'answered', 'transferred', 'withdrawn', 'annulled',
] as const; // prettier-ignore
export type State = (typeof STATES)[number];

export const OPEN_STATES: readonly State[] = [
  'received',
  'assigned',
  'incomplete',
  'drafted',
  'approved',
  'sent',
];

/** What may be done with it, and in which states. */
const GATES = {
  classify: ['received', 'assigned', 'incomplete', 'drafted'],
  assign: ['received', 'assigned', 'incomplete', 'drafted', 'approved'],
  ask: ['received', 'assigned'],
  prolong: ['incomplete'],
  complete: ['incomplete'],
  extend: ['received', 'assigned', 'drafted', 'approved'],
  transfer: ['received', 'assigned', 'incomplete'],
  withdraw: ['received', 'assigned', 'incomplete', 'drafted'],
  draft: ['assigned', 'drafted'],
  approve: ['drafted'],
  send: ['approved', 'sent'],
  prove: ['sent'],
  rate: ['sent', 'answered'],
  add: OPEN_STATES,
  annul: ['received', 'assigned', 'incomplete'],
  recount: OPEN_STATES,
} as const satisfies Record<string, readonly State[]>;
export type Deed = keyof typeof GATES;

export function isPossible(state: State, deed: Deed): boolean {
  return (GATES[deed] as readonly State[]).includes(state);
}

/** @throws Refusal naming the state */
export function mustBePossible(state: State, deed: Deed): void {
  if (!isPossible(state, deed)) throw new Refusal(`complaints.refusal.not_${deed}`);
}

/** `PQR-2026-000001` */
export function codeOf(year: number, number: number): string {
  return `PQR-${year}-${String(number).padStart(6, '0')}`;
}

export const CODE = /^PQR-\d{4}-\d{6,}$/;

/** Who writes a reply never approves it. @throws Refusal */
export function mustBeAnother(drafter: string, approver: string): void {
  if (drafter === approver) throw new Refusal('complaints.refusal.own_reply');
}
