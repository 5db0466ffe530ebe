// Sign the minutes: who presided and who kept them. With the second signature the PDF is kept and declared a record, in the same act.
import { declareWithin, usualSeries } from '../records/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { sign, type Signature } from '../platform/access/signatures.ts';
import { act } from '../platform/audit/act.ts';
import { Refusal, Stale } from '../platform/errors.ts';
import { fileStore } from '../platform/files/index.ts';
import { queueOf } from '../platform/numbering/numbering.ts';
import { composePdf } from '../platform/pdf/index.ts';
import { refOf, sessionForChange } from './convening.ts';
import { actaStructure } from './present/pdf.ts';
import { actaCode, mustBe } from './rules.ts';
import type { SessionDoc, SessionRecord } from './session.ts';

/**
 * Signs the minutes that the page showed.
 * @returns the code of the record once both have signed, else null
 * @throws Invalid for a wrong password; Stale when the minutes are others by now; Refusal for whoever is neither of the two
 */
export async function signMinutes(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<string | null> {
  const before = await sessionForChange(code);
  mayBeSigned(before, input.sha256, user);
  const meaning = before.presiding === user.id ? 'aprobo' : 'elaboro';
  const signature = await sign(user, input.password, meaning, input.sha256);
  const file = await actaFile(before, signature);
  const verb = async (): Promise<string | null> => {
    const session = await sessionForChange(code);
    mayBeSigned(session, input.sha256, user);
    session.signatures.push(signature);
    if (session.signatures.length < 2) {
      await session.save();
      return null;
    }
    // The other one signed while this PDF was set: it would lack that signature.
    if (!file || session.signatures[0]?.at.getTime() !== before.signatures[0]?.at.getTime())
      throw new Stale('meetings.refusal.signed_meanwhile');
    return declared(session, file);
  };
  return act('meetings.sign', actorOf(user), verb, queueOf('records'));
}

/** @throws Refusal, Stale */
function mayBeSigned(session: SessionDoc, sha256: string, user: User): void {
  mustBe(session.state, 'closed');
  if (session.presiding !== user.id && session.secretary !== user.id)
    throw new Refusal('meetings.refusal.not_signer');
  if (session.signatures.some((one) => one.person === user.id))
    throw new Refusal('meetings.refusal.signed_already');
  if (session.sha256 !== sha256) throw new Stale('meetings.refusal.changed_since_shown');
}

type StoredActa = NonNullable<SessionRecord['acta']>['file'];

/** The signed PDF, stored before the transaction opens; null while a signature is missing. */
async function actaFile(session: SessionDoc, signature: Signature): Promise<StoredActa | null> {
  if (session.signatures.length === 0) return null;
  const plain = session.toObject();
  const bytes = await composePdf(actaStructure(plain, [...plain.signatures, signature]));
  const { sha256, bytes: size } = await fileStore().put(bytes);
  return { sha256, size, name: `${actaCode(session.code)}.pdf` };
}

async function declared(session: SessionDoc, file: StoredActa): Promise<string> {
  const code = actaCode(session.code);
  const [presiding, secretary] = [session.presiding, session.secretary].map((id) =>
    session.attendance.find((one) => one.person === id)?.name ?? '',
  ); // prettier-ignore
  const { id, code: record } = await declareWithin({
    title: `${code} · ${session.bodyName}`,
    series: usualSeries('minutes'),
    happened: session.date,
    author: presiding ?? '',
    responsible: secretary ?? '',
    document: null,
    conforms: 'not_applicable',
    files: [{ ...file, type: 'application/pdf' }],
    origin: refOf(session),
    evidences: [],
  });
  session.acta = { code, record, recordId: id, file };
  session.state = 'signed';
  await session.save();
  return record;
}
