// Stock: procedures of the library enter as drafts, with the external documents that they cite (G1f).
import { act, type Actor } from '../platform/audit/act.ts';
import { link } from '../platform/links/links.ts';
import type { OfferedProcedure } from '../platform/settings/procedures.ts';
import { keep } from './changing.ts';
import { citeReferences } from './citing.ts';
import { Document } from './document.ts';
import { newVersion } from './drafting.ts';
import {
  GOVERNED,
  libraryProcedure,
  libraryProcedures,
  sourceLabel,
  type LibraryProcedure,
} from './library.ts';
import { newDocument } from './registering.ts';
import { isStated } from './text/index.ts';
import { DocumentType } from './type.ts';
import { ensureDefaultTypes } from './typing.ts';
import { findProcess } from '../processes/index.ts';

/** What set-up offers. */
export async function offeredProcedures(): Promise<OfferedProcedure[]> {
  return (await libraryProcedures()).map(({ code, header }) => ({
    code,
    title: header.title,
    modelOf: header.modelOf || null,
    entity: isStated(header.entity) ? header.entity : null,
  }));
}

/** Loads procedures of the library as drafts; one whose code exists already is left as it is. */
export async function stockProcedures(codes: readonly string[], actor: Actor): Promise<void> {
  await act('documents.stock', actor, async () => {
    await ensureDefaultTypes();
    for (const code of codes)
      if (!(await Document.exists({ code }))) await stock(await libraryProcedure(code));
  });
}

async function stock(procedure: LibraryProcedure): Promise<void> {
  const { header, markdown } = procedure;
  const document = await newDocument({ ...(await factsOf(procedure)), formOf: null }, null);
  const version = newVersion(
    document,
    { number: 1, label: sourceLabel(header), content: { kind: 'text', markdown }, reason: '' },
    null,
  );
  await keep(document, version);
  await citeReferences(document, version);
  await linkClauses(document._id, procedure.code);
}

/** Links a procedure of the library with the requirements that it answers, inside the open act (L3). */
export async function linkClauses(document: unknown, code: string): Promise<void> {
  for (const clause of GOVERNED[code] ?? [])
    await link({ kind: 'document', id: String(document) }, 'governs', { kind: 'clause', id: clause });
}

/** The facts of a document that a procedure of the library states. */
export async function factsOf({ code, header }: LibraryProcedure): Promise<{
  code: string;
  title: string;
  type: string;
  process: string | null;
  owner: null;
}> {
  const type = await DocumentType.findOne({ code: 'PR' });
  const processCode = /^[A-Z]\d{2}(\.\d{2})?/.exec(header.process)?.[0] ?? '';
  const process = processCode ? await findProcess(processCode) : null;
  return {
    code,
    title: header.title,
    type: String(type?._id ?? ''),
    process: process?.id ?? null,
    owner: null,
  };
}
