// What every verb of this slice begins and ends with: reading its records inside the transaction, and keeping the glance in step.
import { randomInt } from 'node:crypto';
import type { User } from '../platform/access/roles.ts';
import { NotFound, Refusal, Stale } from '../platform/errors.ts';
import { Document, type DocumentDoc, type VersionGlance } from './document.ts';
import { mayBecome, OPEN_STATES, type VersionState } from './rules.ts';
import { Version, type VersionDoc } from './version.ts';

/** The document and one of its versions, read for change. Call it inside an act. @throws NotFound */
export async function forChange(
  code: string,
  number: number,
): Promise<{ document: DocumentDoc; version: VersionDoc }> {
  const document = await documentForChange(code);
  const version = await Version.findOne({ document: document._id, number });
  if (!version) throw new NotFound();
  return { document, version };
}

/** @throws NotFound */
export async function documentForChange(code: string): Promise<DocumentDoc> {
  const document = await Document.findOne({ code });
  if (!document) throw new NotFound();
  return document;
}

/** Moves a version to another state. @throws Refusal when the step does not exist. */
export function become(version: VersionDoc, to: VersionState): void {
  if (!mayBecome(version.state, to)) throw new Refusal(`documents.refusal.state_${version.state}`);
  version.state = to;
}

/** What is signed is what was on the page (decision 6). @throws Stale when the content changed meanwhile. */
export function mustBeSeen(version: VersionDoc, seen: string): void {
  if (version.sha256 !== seen) throw new Stale('documents.refusal.changed_since_shown');
}

/** Writes the version and the document's glance at it. */
export async function keep(document: DocumentDoc, version: VersionDoc): Promise<void> {
  const glance = glanceOf(version);
  if (OPEN_STATES.includes(version.state)) document.working = glance;
  else if (document.working?.id === glance.id) document.working = null;
  if (version.state === 'in_force' || document.current?.id === glance.id) document.current = glance;
  await version.save();
  await document.save();
}

export function glanceOf(version: VersionDoc): VersionGlance {
  const { number, label, state, effective } = version;
  return { id: String(version._id), number, label, state, effective };
}

/** A person by value, as decisions keep it. */
export function stampOf(
  user: User,
  at: Date,
): { by: string; name: string; position: string | null; at: Date } {
  return { by: user.id, name: user.name, position: user.positions[0]?.name ?? null, at };
}

export function writerOf(user: User): { id: string; name: string; position: string | null } {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null };
}

// No 0/O, 1/I/L: people type these from paper.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A token that nobody can guess and a person can type: 14 letters of 31, about 69 bits. */
export function newToken(): string {
  return Array.from({ length: 14 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
