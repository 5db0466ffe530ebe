// Adoptions that wait for a second person, and what the library offers.
import { Document, type DocumentRecord } from '../document.ts';
import { libraryProcedures } from '../library.ts';
import { isStated } from '../text/index.ts';
import { Version, type VersionRecord } from '../version.ts';

export interface PendingAdoption {
  code: string;
  title: string;
  by: string;
  /** Id of who proposed it: that person cannot confirm it. */
  byId: string;
  at: Date;
  sha256: string;
}

export async function pendingAdoptions(): Promise<PendingAdoption[]> {
  const versions = await Version.find({ state: 'adopting' })
    .select('document adopted sha256')
    .sort({ _id: 1 })
    .lean<VersionRecord[]>();
  const documents = await Document.find({ _id: { $in: versions.map((one) => one.document) } })
    .select('code title')
    .lean<DocumentRecord[]>();
  const byId = new Map(documents.map((one) => [String(one._id), one]));
  return versions.flatMap(({ document, adopted, sha256 }) => {
    const found = byId.get(String(document));
    if (!found || !adopted || !sha256) return [];
    return [
      {
        code: found.code,
        title: found.title,
        by: adopted.by.name,
        byId: adopted.by.id,
        at: adopted.at,
        sha256,
      },
    ];
  });
}

/** The procedures of the library with whether their code is already in use. Models of one plan are alternatives. */
export async function procedureChoices(): Promise<
  {
    code: string;
    title: string;
    entity: string;
    modelOf: string;
    version: string;
    date: string;
    taken: boolean;
  }[]
> {
  const library = await libraryProcedures();
  const taken = await Document.find({ code: { $in: library.map((one) => one.code) } })
    .select('code')
    .lean<DocumentRecord[]>();
  const codes = new Set(taken.map((one) => one.code));
  return library.map(({ code, header }) => ({
    code,
    title: header.title,
    entity: isStated(header.entity) ? header.entity : '',
    modelOf: header.modelOf,
    version: header.version,
    date: header.date,
    taken: codes.has(code),
  }));
}
