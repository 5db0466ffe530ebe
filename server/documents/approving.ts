// Approve: G1a, a version is approved for adequacy before it is issued, by people who did not write it, on the content they saw.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import { sign, type Signature } from '../platform/access/signatures.ts';
import { holds, type Role, type User } from '../platform/access/roles.ts';
import { Refusal } from '../platform/errors.ts';
import { become, forChange, keep, mustBeSeen } from './changing.ts';
import { Comment } from './comment.ts';
import { favourable, isStepDone, keyOf, stateOfStep, type Participant, type Step } from './rules.ts';
import type { VersionDoc, VersionRecord } from './version.ts';

export interface DecisionInput {
  /** The hash that the page showed. */
  sha256: string;
  password: string;
  comment: string;
}

/**
 * Signs the step of the route that is due: a review or an approval.
 * @throws Invalid for a wrong password; Refusal when a rule says no; Stale when the content is not the one shown
 */
export async function approve(code: string, number: number, input: DecisionInput, user: User): Promise<void> {
  await decide('favourable', code, number, input, user);
}

/** Returns the version to its author with a reason; the route begins again with the next submission. */
export async function sendBack(
  code: string,
  number: number,
  input: DecisionInput,
  user: User,
): Promise<void> {
  if (!input.comment) throw new Refusal('documents.refusal.return_without_reason');
  await decide('returned', code, number, input, user);
}

async function decide(
  verdict: Verdict,
  code: string,
  number: number,
  input: DecisionInput,
  user: User,
): Promise<void> {
  const meaning = verdict === 'favourable' ? 'aprobo' : 'devolvio';
  const signature = await sign(user, input.password, meaning, input.sha256);
  await decideSigned(verdict, code, number, { ...input, signature }, user);
}

export type Verdict = 'favourable' | 'returned';

/**
 * As `approve` or `sendBack`, with a signature that was given before: a committee's decision opens an act around it.
 * @throws Refusal when a rule says no; Stale when the content is not the one that was signed
 */
export async function decideSigned(
  verdict: Verdict,
  code: string,
  number: number,
  input: { sha256: string; comment: string; signature: Signature },
  user: User,
): Promise<void> {
  const { signature } = input;
  // Those who decide on the same document wait in line instead of colliding in the database.
  const options = { queue: `document:${code}`, ...(verdict === 'returned' ? { reason: input.comment } : {}) };
  const verb = async (): Promise<void> => {
    const { document, version } = await forChange(code, number);
    const step = dueStep(version);
    mustBeSeen(version, input.sha256);
    const speaksFor = mayDecide(version, step, user);
    // G1a: adequacy cannot be judged while an observation is open.
    if (verdict === 'favourable' && step.stage === 'approval') await commentsMustBeSettled(version);

    const { cycle, step: index } = version;
    const { position, acting } = positionFor(user, step);
    version.decisions.push({
      cycle, step: index, stage: step.stage, verdict, person: user.id, name: signature.name, position, acting,
      at: currentAct().at, sha256: input.sha256, comment: input.comment, speaksFor,
    }); // prettier-ignore
    if (verdict === 'returned') become(version, 'draft');
    else advance(version, step);
    if (version.state === 'draft') version.sha256 = null;
    await keep(document, version);
  };
  await act(`documents.${actName(verdict)}`, actorOf(user), verb, options);
}

function actName(verdict: 'favourable' | 'returned'): string {
  return verdict === 'favourable' ? 'approve' : 'send_back';
}

/** The step that waits for a decision. @throws Refusal when the version is not on its route. */
function dueStep(version: VersionDoc): Step {
  const step = version.route[version.step];
  if (!step || (version.state !== 'in_review' && version.state !== 'in_approval')) {
    throw new Refusal(`documents.refusal.state_${version.state}`);
  }
  return step;
}

/** @returns the participants for whom this person speaks. @throws Refusal for authors, strangers, and who has decided already. */
function mayDecide(version: VersionDoc, step: Step, user: User): string[] {
  if (isAuthor(version, user.id)) throw new Refusal('documents.refusal.author_decides');
  const speaksFor = step.participants.filter((one) => isParticipant(user, one)).map(keyOf);
  if (speaksFor.length === 0) throw new Refusal('documents.refusal.not_your_step');
  const given = favourable(version.decisions, version.cycle, version.step);
  if (given.some((one) => one.person === user.id)) throw new Refusal('documents.refusal.decided_already');
  return speaksFor;
}

/** The position under which this person decides: the one that the step asks for, else the first one held. */
function positionFor(user: User, step: Step): { position: string | null; acting: boolean } {
  const asked = user.positions.find((held) =>
    step.participants.some((one) => one.kind === 'position' && one.id === held.id),
  );
  const held = asked ?? user.positions[0];
  return { position: held?.name ?? null, acting: held?.acting ?? false };
}

/** Author is never approver: whoever wrote in the version or submitted it. */
export function isAuthor(version: Pick<VersionRecord, 'authors' | 'submitted'>, person: string): boolean {
  return version.authors.some((author) => author.id === person) || version.submitted?.by === person;
}

export function isParticipant(user: User, participant: Participant): boolean {
  if (participant.kind === 'person') return participant.id === user.id;
  if (participant.kind === 'position') return holds(user, participant.id);
  return user.roles.includes(participant.id as Role);
}

/** Goes on to the next step, or to approved after the last one, once the step has what it asks for. */
function advance(version: VersionDoc, step: Step): void {
  if (!isStepDone(step, favourable(version.decisions, version.cycle, version.step))) return;
  version.step += 1;
  const next = stateOfStep(version.route[version.step]);
  if (next !== version.state) become(version, next);
  if (next === 'approved') version.approvedAt = currentAct().at;
}

async function commentsMustBeSettled(version: VersionDoc): Promise<void> {
  const count = await Comment.countDocuments({ version: version._id, settled: null });
  if (count > 0) throw new Refusal('documents.refusal.comments_open', { count });
}
