// Adoptions that wait for a second person, and what the library offers.
import { Document, type DocumentRecord } from '../document.ts';
import { libraryProcedures } from '../library.ts';
import { isStated } from '../text/index.ts';
import { Version, type VersionRecord } from '../version.ts';

export interface PendingAdoption {
  code: string;
  title: string;
  number: number;
  by: string;
  /** Id of who proposed it: that person cannot confirm it. */
  byId: string;
  at: Date;
  sha256: string;
}

export async function pendingAdoptions(): Promise<PendingAdoption[]> {
  const versions = await Version.find({ state: 'adopting' })
    .select('document number adopted sha256')
    .sort({ _id: 1 })
    .lean<VersionRecord[]>();
  const documents = await Document.find({ _id: { $in: versions.map((one) => one.document) } })
    .select('code title')
    .lean<DocumentRecord[]>();
  const byId = new Map(documents.map((one) => [String(one._id), one]));
  return versions.flatMap(({ document, number, adopted, sha256 }) => {
    const found = byId.get(String(document));
    if (!found || !adopted || !sha256) return [];
    return [
      {
        code: found.code,
        title: found.title,
        number,
        by: adopted.by.name,
        byId: adopted.by.id,
        at: adopted.at,
        sha256,
      },
    ];
  });
}

/** The procedures of the library with what their code is used for. Models of one plan are alternatives. */
export async function procedureChoices(): Promise<
  {
    code: string;
    title: string;
    entity: string;
    modelOf: string;
    version: string;
    date: string;
    /** A document has the code. */
    taken: boolean;
    /** That document is a draft. */
    draft: boolean;
    /** Nothing has the code, or only a document that was never in force and is not on its route. */
    adoptable: boolean;
  }[]
> {
  const library = await libraryProcedures();
  const taken = await Document.find({ code: { $in: library.map((one) => one.code) } })
    .select('code state working')
    .lean<Pick<DocumentRecord, 'code' | 'state' | 'working'>[]>();
  const byCode = new Map(taken.map((one) => [one.code, one]));
  return library.map(({ code, header }) => ({
    code,
    title: header.title,
    entity: isStated(header.entity) ? header.entity : '',
    modelOf: header.modelOf,
    version: header.version,
    date: header.date,
    taken: byCode.has(code),
    draft: byCode.get(code)?.working?.state === 'draft',
    adoptable: isAdoptable(byCode.get(code)),
  }));
}

/** Whether the library's procedure may still be adopted under the code of this document. */
export function isAdoptable(document: Pick<DocumentRecord, 'state' | 'working'> | undefined): boolean {
  if (!document) return true;
  return document.state === 'new' && (!document.working || document.working.state === 'draft');
}

/** The draft that set-up loaded under this code: its label, and the data that may have been completed since. */
export async function loadedDraft(
  code: string,
): Promise<{ label: string; facts: { title: string; process?: string; owner?: string } } | null> {
  const document = await Document.findOne({ code, state: 'new' }).lean<DocumentRecord>();
  if (!document?.working || !isAdoptable(document)) return null;
  const { title, process, owner } = document;
  const facts = { title, ...(process && { process }), ...(owner && { owner }) };
  return { label: document.working.label, facts };
}
