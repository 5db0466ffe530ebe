// The activities that the procedures in force of a process state, so that an audit can ask about each (G14).
import { Document } from '../document.ts';
import { isStated, parseText } from '../text/index.ts';
import { Version, type VersionRecord } from '../version.ts';

export interface StatedActivity {
  /** Id, code and title of the document, and the label of its version. */
  document: string;
  code: string;
  title: string;
  version: string;
  /** As its procedure numbers it. */
  number: string;
  name: string;
  responsible: string[];
  /** Records that the activity leaves. */
  records: string[];
}

/** Activities of the authored documents in force of a process (id), by document and in their order. */
export async function activitiesInForce(process: string): Promise<StatedActivity[]> {
  const documents = await Document.find({ process, state: 'in_force' }).select('code title current').sort({ code: 1 }).lean(); // prettier-ignore
  const ids = documents.flatMap((one) => one.current?.id ?? []);
  const versions = await Version.find({ _id: { $in: ids } })
    .select('document label content')
    .lean<Pick<VersionRecord, 'document' | 'label' | 'content'>[]>();
  const byDocument = new Map(versions.map((one) => [String(one.document), one]));
  return documents.flatMap((document) => {
    const version = byDocument.get(String(document._id));
    if (version?.content.kind !== 'text') return [];
    const { header } = parseText(version.content.markdown);
    return (header?.activities ?? []).map(({ number, name, responsible, records }) => ({
      document: String(document._id),
      code: document.code,
      title: document.title,
      version: version.label,
      number: String(number),
      name,
      responsible: responsible.filter(isStated),
      records: records.filter(isStated),
    }));
  });
}
