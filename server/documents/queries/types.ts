// Types of document as lists, pickers and their own form need them.
import { peopleByIds, peopleOptions, positionOptions, positionsByIds } from '../../people/index.ts';
import { ROLES, type Role } from '../../platform/access/roles.ts';
import { kept } from '../../platform/db/kept.ts';
import { NotFound } from '../../platform/errors.ts';
import { translate } from '../../platform/words/index.ts';
import { recordId } from '../../platform/db/ids.ts';
import type { Participant } from '../rules.ts';
import { DocumentType, type DocumentTypeRecord } from '../type.ts';

interface Choice {
  value: string;
  label: string;
}

export const typeOptions = kept(['DocumentType'], async (): Promise<readonly Choice[]> => {
  const types = await DocumentType.find({ active: true })
    .select('name code')
    .sort({ name: 1 })
    .lean<Pick<DocumentTypeRecord, '_id' | 'name' | 'code'>[]>();
  return types.map((type) => ({ value: String(type._id), label: type.name }));
});

export async function allTypes(): Promise<DocumentTypeRecord[]> {
  return DocumentType.find().sort({ name: 1 }).lean<DocumentTypeRecord[]>();
}

/** @throws NotFound */
export async function loadType({ id }: Record<string, string>): Promise<DocumentTypeRecord> {
  const type = await DocumentType.findById(recordId(id)).lean<DocumentTypeRecord>();
  if (!type) throw new NotFound();
  return type;
}

/** Null for an id that is none or names no type. */
export async function typeById(id: string): Promise<DocumentTypeRecord | null> {
  return /^[0-9a-f]{24}$/.test(id) ? DocumentType.findById(id).lean<DocumentTypeRecord>() : null;
}

// Who judges documents from inside. The certifier changes nothing; schools and readers have no part in it.
const DECIDING: readonly Role[] = ['quality', 'committee', 'leader', 'auditor'];

/** Whom a step of a route may name, as `kind:id`: roles, positions, people. */
export async function participantOptions(
  t: (key: string, params?: Record<string, string>) => string,
): Promise<{ value: string; label: string }[]> {
  const [positions, people] = await Promise.all([positionOptions(), peopleOptions()]);
  const said = (kind: string, name: string) => t(`documents.types.participant.${kind}`, { name });
  return [
    ...DECIDING.map((role) => ({ value: `role:${role}`, label: said('role', t(`people.role.${role}`)) })),
    ...positions.map(({ value, label }) => ({ value: `position:${value}`, label: said('position', label) })),
    ...people.map(({ value, label }) => ({ value: `person:${value}`, label: said('person', label) })),
  ];
}

/** Participants by what the form sent, each once; null when one of them is nobody. */
export async function participantsNamed(chosen: readonly string[]): Promise<Participant[] | null> {
  const found = await Promise.all([...new Set(chosen)].map(participantNamed));
  return found.every((one) => one !== null) ? found : null;
}

async function participantNamed(chosen: string): Promise<Participant | null> {
  const [kind, id = ''] = chosen.split(':');
  if (kind === 'role') return named('role', id, roleName(id));
  if (!/^[0-9a-f]{24}$/.test(id)) return null;
  if (kind === 'position') return named('position', id, (await positionsByIds([id]))[0]?.name);
  return kind === 'person' ? named('person', id, (await peopleByIds([id]))[0]?.name) : null;
}

function named(kind: Participant['kind'], id: string, name: string | undefined): Participant | null {
  return name === undefined ? null : { kind, id, name };
}

/** Kept in Spanish, the language of the documents; pages say it in the reader's. */
function roleName(role: string): string | undefined {
  return ROLES.includes(role as Role) ? translate('es', `people.role.${role}`) : undefined;
}
