// What the pages of writing offer: types, processes, positions, procedures, the next free code, who is writing.
import { positionOptions } from '../../people/index.ts';
import type { User } from '../../platform/access/roles.ts';
import { processOptions } from '../../processes/index.ts';
import { nextFreeCode } from '../coding.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { writing } from '../locking.ts';
import { scope } from '../policy.ts';
import { Version, type VersionRecord } from '../version.ts';
import { typeById, typeOptions } from './types.ts';

export async function registrationOptions(user: User): Promise<Record<string, unknown>> {
  const [types, processes, owners, procedures] = await Promise.all([
    typeOptions(),
    processOptions(),
    positionOptions(),
    procedureOptions(user),
  ]);
  return { types, processes, owners, procedures };
}

/** Documents that a format may belong to: everything that is not a format and was not withdrawn. */
async function procedureOptions(user: User): Promise<{ value: string; label: string }[]> {
  const open = { formOf: null, state: { $in: ['new' as const, 'in_force' as const] } };
  const found = await Document.find({ ...open, $and: [scope(user)] })
    .select('code title')
    .sort({ code: 1 })
    .lean<Pick<DocumentRecord, '_id' | 'code' | 'title'>[]>();
  return found.map((one) => ({ value: String(one._id), label: `${one.code} · ${one.title}` }));
}

/** The next free code of a type in a process; null when they do not give one. */
export async function proposedCode(type: string | null, process: string | null): Promise<string | null> {
  const found = type ? await typeById(type) : null;
  return found && nextFreeCode(found, process);
}

/** The version that a draft will replace. */
export async function versionInForce(document: DocumentRecord): Promise<VersionRecord | null> {
  return document.current ? Version.findById(document.current.id).lean<VersionRecord>() : null;
}

/** Who is writing in a version now, and whether it is this person; null when nobody is. */
export async function whoWrites(
  { _id }: Pick<VersionRecord, '_id'>,
  { id }: User,
): Promise<{ name: string; since: Date; isMine: boolean } | null> {
  const lock = await writing(String(_id));
  return lock && { name: lock.name, since: lock.since, isMine: lock.person === id };
}
