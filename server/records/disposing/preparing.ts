// Prepare an inventory out of what is due, take lines out of it, or give it up.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act, currentAct } from '../../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import { queueOf, takeNumber } from '../../platform/numbering/numbering.ts';
import { retentionDates } from '../rules.ts';
import { Disposal, type DisposalDoc } from './disposal.ts';
import { mustBeReady, mustPass, unitOf, type Unit } from './gates.ts';
import { inventoryWith } from './inventories.ts';
import { inventoryHash, standing, type Line } from './line.ts';
import {
  archiveLeft,
  disposalCode,
  mustBe,
  transferCode,
  UNIT_KINDS,
  type Archive,
  type Stage,
  type UnitKind,
} from './rules.ts';
import { Transfer } from './transfer.ts';

/** `file:<id>` or `record:<id>`, as the boxes of the due list send them. */
export type UnitName = string;

/** Prepares the inventory of a disposal. @returns its code. @throws Refusal naming the first unit that may not be in it */
export function prepareDisposal(input: { units: readonly UnitName[]; note: string }, user: User): Promise<string> {
  const verb = async (): Promise<string> => {
    const { year, number } = await takeNumber('disposals');
    const code = disposalCode(year, number);
    const lines = await linesOf(input.units, 'central');
    const { at } = currentAct();
    await new Disposal({
      code, year, number, state: 'prepared', note: input.note, lines, sha256: inventoryHash(code, lines),
      prepared: { by: user.id, name: user.name, at },
    }).save();
    return code;
  };
  return act('records.prepare_disposal', actorOf(user), verb, queueOf('disposals'));
} // prettier-ignore

/** Prepares the inventory of a transfer to the central archive, or to the historical one. @returns its code. @throws Refusal */
export function prepareTransfer(input: { units: readonly UnitName[]; note: string }, user: User, to: Archive = 'central'): Promise<string> {
  const verb = async (): Promise<string> => {
    const { year, number } = await takeNumber('transfers');
    const code = transferCode(year, number);
    const lines = await linesOf(input.units, to === 'central' ? 'management' : 'history');
    const { at } = currentAct();
    await new Transfer({
      code, year, number, state: 'prepared', to, note: input.note, lines, sha256: inventoryHash(code, lines),
      prepared: { by: user.id, name: user.name, at },
    }).save();
    return code;
  };
  return act('records.prepare_transfer', actorOf(user), verb, queueOf('transfers'));
} // prettier-ignore

/** Takes a line out with a reason, also after the decision or because an observation was right. @throws Refusal once the content went */
export async function dropLine(code: string, unit: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const disposal = await disposalForChange(code);
    mustBe(disposal.state, 'prepared', 'approved', 'published');
    const line = standing(disposal.lines).find((one) => one.id === unit);
    if (!line) throw new NotFound();
    if (standing(disposal.lines).length === 1) throw new Refusal('records.disposal.refusal.last_line');
    line.dropped = { reason, by: user.name, at: currentAct().at };
    // What was decided was decided on the whole: the hash of the decision stays.
    if (disposal.state === 'prepared') disposal.sha256 = inventoryHash(code, disposal.lines);
    await disposal.save();
  };
  await act('records.drop_line', actorOf(user), verb, { reason });
}

/** Gives a disposal up with a reason; its units may be in another one then. */
export async function dropDisposal(code: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const disposal = await disposalForChange(code);
    mustBe(disposal.state, 'prepared', 'approved', 'published');
    disposal.state = 'dropped';
    await disposal.save();
  };
  await act('records.drop_disposal', actorOf(user), verb, { reason });
}

/** @throws NotFound */
export async function disposalForChange(code: string): Promise<DisposalDoc> {
  const disposal = await Disposal.findOne({ code });
  if (!disposal) throw new NotFound();
  return disposal;
}

async function linesOf(names: readonly UnitName[], stage: Stage): Promise<Line[]> {
  if (names.length === 0) throw Invalid.field('units', 'records.disposal.form.choose');
  const lines: Line[] = [];
  for (const name of new Set(names)) {
    const unit = await unitOf(...parsed(name));
    await (stage === 'central' ? mustPass(unit) : mustBeReady(unit, stage === 'history' ? 'historical' : 'central')); // prettier-ignore
    await mustBeFree(unit);
    lines.push(lineOf(unit, stage));
  }
  return lines;
}

function parsed(name: UnitName): [kind: UnitKind, id: string] {
  const [kind, id = ''] = name.split(':');
  const known = UNIT_KINDS.find((one) => one === kind);
  if (!known || !/^[0-9a-f]{24}$/.test(id)) throw Invalid.field('units', 'records.disposal.form.choose');
  return [known, id];
}

/** A unit stands in one open inventory at a time, of whichever sort: a later table may send it another way. @throws Refusal */
async function mustBeFree({ id, held }: Unit): Promise<void> {
  const other = await inventoryWith([id]);
  if (other) throw new Refusal('records.disposal.refusal.in_another', { code: held.code, other });
}

function lineOf({ kind, id, held, title, seriesName, records }: Unit, stage: Stage): Line {
  const dates = retentionDates(held.from ?? '', held);
  const due = dates[archiveLeft(stage)] ?? '';
  const { code, series, from, disposition } = held;
  const stated = stage === 'history' && disposition ? { disposition } : {};
  return { kind, id, code, title, series, seriesName, from: from ?? '', due, records: records.length, ...stated, dropped: null };
} // prettier-ignore
