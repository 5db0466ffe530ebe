// Verbs on the process map (O1): put a process on it, change it, put it out of use.
import { act, type Actor } from '../platform/audit/act.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { Process, type ProcessRecord } from './process.ts';
import { kindFor, levelBelow, mustHaveNoActiveParts, mustKeepLevel, type ProcessKind } from './rules.ts';

export interface ProcessInput {
  code: string;
  name: string;
  /** Of a macroprocess; null otherwise. */
  kind?: ProcessKind | null;
  /** Id of the process above; null makes a macroprocess. */
  parent: string | null;
  /** Id of the position that leads it. */
  leader?: string | null;
  purpose?: string;
  active?: boolean;
}

/** Puts a process on the map. @throws Invalid when its code is taken or its place does not exist. Returns its id. */
export function createProcess(input: ProcessInput, actor: Actor): Promise<string> {
  return act('processes.create', actor, async () => {
    await mustBeOnlyOne(input.code, null);
    const level = levelBelow((await processAbove(input.parent))?.level ?? null);
    const process = new Process({ active: true, ...input, level, kind: kindFor(level, input.kind ?? null) });
    await process.save();
    return process.id;
  });
}

/** @throws Refusal when it would change level, or leave parts in use below one that is not. */
export async function editProcess(id: string, input: ProcessInput, actor: Actor): Promise<void> {
  await act('processes.edit', actor, async () => {
    const process = await Process.findById(id);
    if (!process) throw new NotFound();
    await mustBeOnlyOne(input.code, id);
    const level = levelBelow((await processAbove(input.parent))?.level ?? null);
    mustKeepLevel(process.level, level);
    if (input.active === false)
      mustHaveNoActiveParts(await Process.countDocuments({ parent: process._id, active: true }));
    process.set({ ...input, kind: kindFor(level, input.kind ?? null) });
    await process.save();
  });
}

async function mustBeOnlyOne(code: string, own: string | null): Promise<void> {
  const same = await Process.exists({ code, ...(own ? { _id: { $ne: own } } : {}) });
  if (same) throw Invalid.field('code', 'processes.form.code_taken', { code });
}

async function processAbove(id: string | null): Promise<ProcessRecord | null> {
  if (!id) return null;
  const above = await Process.findById(id).lean<ProcessRecord>();
  if (!above?.active) throw Invalid.field('parent', 'processes.form.parent_gone');
  return above;
}
