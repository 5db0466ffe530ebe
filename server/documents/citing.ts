// Cite: what a text names is linked with it, so that a change is seen where it matters: external documents and other codes (G1f, L1).
import { act } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { NotFound, Refusal } from '../platform/errors.ts';
import type { Ref } from '../platform/links/kinds.ts';
import { link, unlink } from '../platform/links/links.ts';
import { documentForChange } from './changing.ts';
import { Document, type DocumentDoc } from './document.ts';
import { External, nameKeyOf } from './external.ts';
import { codesIn } from './rules.ts';
import { textOf } from './searching.ts';
import { isStated, parseText, type ProcedureHeader } from './text/index.ts';
import type { Content, VersionDoc } from './version.ts';
import { findOrRegister } from './watching.ts';

/**
 * Links a document with what a version of it names, inside the open act: the references of its header and the codes of other documents.
 * What only the version before named is no longer cited; links that people made by hand stay.
 */
export async function citeReferences(
  document: DocumentDoc,
  version: VersionDoc,
  before: VersionDoc | null = null,
): Promise<void> {
  const self = refOf(document);
  const named = namedIn(version.content, document.code);
  const earlier = before ? namedIn(before.content, document.code) : null;
  for (const { name, about, issuer, date } of named.references) {
    const distribution = { everyone: true, areas: [], positions: [] };
    const facts = { about: stated(about), issuer: stated(issuer), edition: stated(date) };
    const external = await findOrRegister({ name, ...facts, source: '', distribution });
    await link(self, 'cites', { kind: 'external', id: external });
  }
  for (const other of await documentsCoded(named.codes)) await link(self, 'cites', other);
  if (!earlier) return;
  const known = new Set(named.references.map(({ name }) => nameKeyOf(name)));
  const dropped = earlier.references.map(({ name }) => nameKeyOf(name)).filter((name) => !known.has(name));
  for (const external of await External.find({ nameKey: { $in: dropped } }, { _id: 1 }).lean())
    await unlink(self, 'cites', { kind: 'external', id: String(external._id) });
  const codes = earlier.codes.filter((code) => !named.codes.includes(code));
  for (const other of await documentsCoded(codes)) await unlink(self, 'cites', other);
}

/** Notes that a document cites another one, internal or external. @throws Refusal for itself, or for what does not exist */
export async function cite(code: string, cited: Ref, user: User): Promise<void> {
  await act('documents.cite', actorOf(user), async () => {
    const self = refOf(await documentForChange(code));
    if (cited.id === self.id) throw new Refusal('documents.refusal.cites_itself');
    await link(self, 'cites', cited);
  });
}

/** Takes a citation back; it stays in the history of links. @throws NotFound for a kind that is never cited */
export async function uncite(code: string, cited: Ref, user: User): Promise<void> {
  if (cited.kind !== 'document' && cited.kind !== 'external') throw new NotFound();
  await act('documents.uncite', actorOf(user), async () => {
    await unlink(refOf(await documentForChange(code)), 'cites', cited);
  });
}

/** What a source does not state is left empty in the register. */
function stated(value: string): string {
  return isStated(value) ? value : '';
}

interface Named {
  references: ProcedureHeader['references'];
  codes: string[];
}

function namedIn(content: Content, own: string): Named {
  const header = content.kind === 'text' ? parseText(content.markdown).header : null;
  const codes = codesIn(textOf(content)).filter((code) => code !== own);
  return { references: header?.references ?? [], codes };
}

async function documentsCoded(codes: readonly string[]): Promise<Ref[]> {
  if (codes.length === 0) return [];
  const found = await Document.find({ code: { $in: codes } }, { _id: 1 }).lean();
  return found.map((one) => ({ kind: 'document', id: String(one._id) }));
}

function refOf(document: DocumentDoc): Ref {
  return { kind: 'document', id: String(document._id) };
}
