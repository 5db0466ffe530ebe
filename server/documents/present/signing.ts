// Who made, reviewed, approved, issued or adopted a version, in the order of their acts: what a page and a copy show as its approval.
import { formatDateTime, translate, type Language } from '../../platform/words/index.ts';
import { isStated } from '../text/index.ts';
import type { VersionRecord } from '../version.ts';
import { statedDate } from './stated.ts';

export interface SignatureRow {
  act: string;
  /** Empty for a signature of the source: it names positions only. */
  name: string;
  position: string;
  at: string;
}

/** Empty for a version that nobody submitted or adopted yet. */
export function signatureRows(version: VersionRecord, language: Language): SignatureRow[] {
  return version.adopted ? adoptionRows(version.adopted, language) : routeRows(version, language);
}

function routeRows(version: VersionRecord, language: Language): SignatureRow[] {
  const { submitted, issued, decisions, cycle, authors } = version;
  if (!submitted || !version.sha256) return [];
  const row = rowIn(language);
  const others = authors.filter((author) => author.id !== submitted.by);
  const given = decisions.filter((one) => one.cycle === cycle && one.verdict === 'favourable');
  return [
    ...others.map((author) => row('wrote', { ...author, at: null })),
    row('wrote', submitted),
    ...given.map((one) => row(one.stage, one)),
    ...(issued ? [row('issued', issued)] : []),
  ];
}

function adoptionRows(
  { approvals, by, at, confirmed }: NonNullable<VersionRecord['adopted']>,
  language: Language,
): SignatureRow[] {
  const row = rowIn(language);
  const stated = (date: string): string => (isStated(date) ? statedDate(date, language) : '');
  return [
    ...approvals.map((one) => ({
      act: translate(language, `documents.adopted.act.${one.act}`),
      name: '',
      position: one.position,
      at: stated(one.date),
    })),
    row('proposed', { ...by, at }),
    ...(confirmed ? [row('confirmed', confirmed)] : []),
  ];
}

type Signer = { name: string; position: string | null; acting?: boolean; at: Date | null };

function rowIn(language: Language): (act: string, signer: Signer) => SignatureRow {
  return (act, { name, position, acting, at }) => ({
    act: translate(language, `documents.signed.${act}`),
    name,
    position: [position, acting && translate(language, 'documents.decisions.acting')]
      .filter(Boolean)
      .join(' '),
    at: at ? formatDateTime(at, language) : '',
  });
}
