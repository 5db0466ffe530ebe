// Receive: a complaint takes the next number of the year as the first thing that its act writes, whoever brings it (G13).
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf, now } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { termsOf } from '../platform/search/terms.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { byOf } from './changing.ts';
import { Complaint, type ComplaintRecord, type KeptFile, type Petitioner } from './complaint.ts';
import { begun, legalDay } from './rules/clock.ts';
import { codeOf } from './rules/states.ts';
import { termOf, type Channel, type Kind } from './rules/terms.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import { currentNotice, noticeHash, reception, tableFor } from './settings.ts';
import { tellReceived } from './telling.ts';

export interface NewComplaint {
  kind: Kind;
  subject: string;
  body: string;
  anonymous: boolean;
  reserved: boolean;
  /** Null when anonymous. */
  petitioner: Petitioner | null;
  /** Version of the notice that was on the form and accepted; null when no personal data are given. */
  consent: number | null;
  files: readonly Omit<KeptFile, 'purpose'>[];
}

export interface Received {
  code: string;
  /** Shown once; only its hash is kept. */
  secret: string;
}

/**
 * By the public form, now.
 * @param proof of the form it came with: the code follows from it, so that `receivedBefore` can give it again
 * @throws Invalid
 */
export async function file(input: NewComplaint, proof: Buffer | null = null): Promise<Received> {
  const fromCitizen = { ...input, channel: 'web' as const, receivedAt: null };
  return receive('complaints.file', fromCitizen, null, proof);
}

/** What this form gave when it was sent first; null for a form of another session, or once a new code was handed out. */
export async function receivedBefore(proof: Buffer | null): Promise<Received | null> {
  if (!proof) return null;
  const secret = newSecret(proof);
  const found = await Complaint.findOne({ secretHash: hashOfSecret(secret) })
    .select('code')
    .lean<ComplaintRecord>();
  return found && { code: found.code, secret };
}

/**
 * At the desk, by mail, phone or letter: it may have arrived before it is registered; both moments are kept.
 * @throws Invalid for an arrival that is still to come
 */
export async function register(
  input: NewComplaint & { channel: Exclude<Channel, 'web'>; receivedAt: Date },
  user: User,
  proof: Buffer | null = null,
): Promise<Received> {
  if (input.receivedAt > now()) throw Invalid.field('receivedAt', 'complaints.form.received_future');
  return receive('complaints.register', input, user, proof);
}

async function receive(
  name: 'complaints.file' | 'complaints.register',
  input: NewComplaint & { channel: Channel; receivedAt: Date | null },
  user: User | null,
  proof: Buffer | null,
): Promise<Received> {
  const secret = newSecret(proof);
  const petitioner = input.anonymous ? null : input.petitioner;
  const work = async (): Promise<string> => {
    // G13: the counter is the first thing written, so that an act that fails gives its number back.
    const { year, number } = await takeNumber('complaints');
    const complaint = new Complaint({
      ...input,
      ...{ year, number, code: codeOf(year, number), petitioner, secretHash: hashOfSecret(secret) },
      ...timesOf(input),
      words: termsOf(`${codeOf(year, number)} ${input.subject}`),
      reserved: input.reserved && !input.anonymous,
      consent: consentOf(petitioner === null ? null : input.consent),
      registeredBy: user && byOf(user),
      state: 'received',
      open: true,
      files: input.files.map((one) => ({ ...one, purpose: 'petition' })),
    });
    await complaint.save();
    return complaint.code;
  };
  const actor: Actor = user ? actorOf(user) : { kind: 'citizen' };
  const code = await act(name, actor, work, queueOf('complaints'));
  if (petitioner?.email) tellReceived(code);
  return { code, secret };
}

/** Both moments, the legal day, and the first count of the clock. */
function timesOf(input: { kind: Kind; receivedAt: Date | null }) {
  const registeredAt = currentAct().at;
  const receivedAt = input.receivedAt ?? registeredAt;
  const closures = closureDays();
  const legal = legalDay(receivedAt, reception.get(), closures);
  const table = tableFor(legal);
  const first = begun(legal, termOf(table, input.kind).days, closures);
  const fact = { ...first, at: registeredAt, kind: input.kind, table: table.version, by: null, note: '' };
  const month = dayOf(receivedAt).slice(0, 7);
  return { receivedAt, registeredAt, legalDay: legal, month, clock: [fact], due: first.due };
}

/** What was accepted, by version and hash. @throws Invalid when the notice changed since the form was shown */
function consentOf(version: number | null) {
  if (version === null) return null;
  const notice = currentNotice();
  if (notice.version !== version) throw Invalid.field('consent', 'complaints.form.notice_changed');
  return { version, sha256: noticeHash(notice), at: currentAct().at };
}
