// The acta of disposal, and then the end of the content: code, facts, hashes, acta and trail stay as the residual record.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { sign, type Signature } from '../../platform/access/signatures.ts';
import { act, currentAct, type Actor } from '../../platform/audit/act.ts';
import { today } from '../../platform/clock.ts';
import { Refusal, Stale } from '../../platform/errors.ts';
import { fileStore } from '../../platform/files/index.ts';
import { knownFiles } from '../../platform/integrity/checks.ts';
import { queueOf } from '../../platform/numbering/numbering.ts';
import { composePdf } from '../../platform/pdf/index.ts';
import { RecordModel, type RecordFile, type RecordRecord } from '../record.ts';
import { declareActa, keptActa } from './acta.ts';
import { Disposal, type DisposalDoc, type DisposalRecord } from './disposal.ts';
import { mustPass, unitOf, type Unit } from './gates.ts';
import { inventoryHash, standing } from './line.ts';
import { Observation, type ObservationRecord } from './observation.ts';
import { disposalForChange } from './preparing.ts';
import { actaStructure } from './present/acta.ts';
import { mustBe, mustBeHeard } from './rules.ts';
import { moveTo } from './transferring.ts';

/**
 * Signs the acta of a disposal, declares it a record and lets the content go. Not by the person whom the committee's signature is of.
 * @returns the code of the acta's record
 * @throws Invalid for a wrong password; Stale for another inventory than the one shown; Refusal before the end of the publication,
 * with an observation unanswered, while a hold stands, or for a unit that may not go
 */
export async function disposeOf(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<string> {
  await mustBeAllowed(await disposalForChange(code), input.sha256, user);
  const signature = await sign(user, input.password, 'elaboro', input.sha256);
  const file = await actaFile(code, signature);
  const verb = async (): Promise<string> => {
    const disposal = await disposalForChange(code);
    const units = await mustBeAllowed(disposal, input.sha256, user);
    return destroyed(disposal, units, file, signature);
  };
  const record = await act('records.dispose', actorOf(user), verb, queueOf('records'));
  await removeContent(code, actorOf(user));
  return record;
}

/** Every gate, on what stands in the inventory. @throws Refusal, Stale */
async function mustBeAllowed(disposal: DisposalDoc, sha256: string, user: User): Promise<Unit[]> {
  mustBe(disposal.state, 'published');
  const { decision, published } = disposal;
  if (decision?.outcome !== 'approved' || !published)
    throw new Refusal('records.disposal.refusal.no_decision');
  if (decision.signature.person === user.id) throw new Refusal('records.disposal.refusal.decider');
  if (inventoryHash(disposal.code, disposal.lines) !== sha256)
    throw new Stale('records.disposal.refusal.changed');
  const unanswered = await Observation.countDocuments({ disposal: disposal._id, answer: null });
  mustBeHeard(published.until, today(), unanswered);
  const units: Unit[] = [];
  for (const line of standing(disposal.lines)) {
    const unit = await unitOf(line.kind, line.id);
    await mustPass(unit);
    units.push(unit);
  }
  return units;
}

async function actaFile(code: string, signature: Signature): Promise<RecordFile> {
  const disposal = (await disposalForChange(code)).toObject();
  const observations = await Observation.find({ disposal: disposal._id }).sort({ number: 1 }).lean<ObservationRecord[]>();
  const files = await filesOf(disposal);
  return keptActa(code, await composePdf(actaStructure(disposal, observations, files, signature)));
} // prettier-ignore

/** The records of an inventory with the hashes of their files, for the acta. */
async function filesOf(disposal: DisposalRecord): Promise<Pick<RecordRecord, 'code' | 'files' | 'sha256'>[]> {
  const units = await Promise.all(standing(disposal.lines).map((line) => unitOf(line.kind, line.id)));
  return units.flatMap((unit) => unit.records).map(({ code, files, sha256 }) => ({ code, files, sha256 }));
}

async function destroyed(
  disposal: DisposalDoc,
  units: readonly Unit[],
  file: RecordFile,
  signature: Signature,
): Promise<string> {
  const day = today();
  const { id, code: record } = await declareActa(
    'disposal',
    disposal,
    'Acta de eliminación',
    file,
    signature,
  );
  for (const unit of units) await moveTo('disposed', unit, { acta: record, day });
  const count = units.reduce((sum, unit) => sum + unit.records.length, 0);
  disposal.state = 'disposed';
  disposal.disposed = { day, signature, record, recordId: id, file, count };
  await disposal.save();
  return record;
}

/**
 * Takes the content of a disposal out of the store: each file that nothing else in the system points at. Safe to repeat, so that a
 * stop between the acta and this is made good by the job.
 */
export async function removeContent(code: string, actor: Actor): Promise<void> {
  const disposal = await Disposal.findOne({ code, state: 'disposed', content: null }).lean<DisposalRecord>();
  if (!disposal?.disposed) return;
  const gone = await RecordModel.find({ state: 'disposed', 'disposal.acta': disposal.disposed.record }, { files: 1 }).lean<Pick<RecordRecord, 'files'>[]>();
  const hashes = new Set(gone.flatMap((one) => one.files.map((file) => file.sha256)));
  const shared = new Set<string>();
  for await (const sha256 of knownFiles()) if (hashes.has(sha256)) shared.add(sha256);
  const removed = [...hashes].filter((one) => !shared.has(one));
  for (const sha256 of removed) await fileStore().remove(sha256);
  await act('records.remove_content', actor, async () => {
    const now = await disposalForChange(code);
    if (now.content) return;
    now.content = { at: currentAct().at, removed, shared: [...shared] };
    await now.save();
  });
} // prettier-ignore

/** Makes good what a stop left half done. */
export async function removeWaitingContent(actor: Actor): Promise<void> {
  const waiting = await Disposal.find({ state: 'disposed', content: null }, { code: 1 }).lean<{ code: string }[]>();
  for (const { code } of waiting) await removeContent(code, actor);
} // prettier-ignore
