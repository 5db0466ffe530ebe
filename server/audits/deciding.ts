// What a session of the committee decides on: the programme of a year, and what follows from the results of an audit (G14, O3).
import type { DecisionSubject } from '../meetings/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { NotFound, Refusal } from '../platform/errors.ts';
import { translate } from '../platform/words/index.ts';
import { Audit, type AuditRecord, type Considered } from './audit.ts';
import { auditForChange, inLine, mustBe } from './changing.ts';
import { auditKind, programmeKind } from './kinds.ts';
import { Programme, programmeHash, type ProgrammeRecord } from './programme.ts';
import { approveSigned, returnProgramme } from './programming.ts';
import { stampOf } from './stored.ts';

/** The programme that waits for its approval. */
export const programmeSubject: DecisionSubject = {
  label: 'audits.subject.programme',
  async awaits({ id }) {
    const programme = await Programme.findOne({ _id: id, state: 'proposed' }).lean<ProgrammeRecord>();
    if (!programme) return null;
    const { code, year } = programme;
    return {
      sha256: programmeHash(programme),
      says: translate('es', 'audits.subject.programme_says', { code, year }),
      href: `/programas-auditoria/${code}`,
    };
  },
  async waiting(user) {
    const ids = (await Programme.find({ state: 'proposed' }).select('_id').lean()).map((one) =>
      String(one._id),
    );
    return programmeKind.show(ids, user);
  },
  async decide({ id }, outcome, { user, signature, comment }) {
    const programme = await Programme.findById(id).lean<ProgrammeRecord>();
    if (!programme) throw new NotFound();
    if (outcome === 'approved') await approveSigned(programme.code, signature, user);
    else await returnProgramme(programme.code, { reason: comment }, user);
  },
};

/** O3: the results of a closed audit, with what top management decides about them. */
export const resultsSubject: DecisionSubject = {
  label: 'audits.subject.audit',
  async awaits({ id }) {
    const audit = await Audit.findOne({ _id: id, state: 'closed', considered: null }).lean<AuditRecord>();
    if (!audit) return null;
    const { code, title, closed } = audit;
    return {
      sha256: closed?.sha256 ?? '',
      says: translate('es', 'audits.subject.audit_says', { code, title }),
      href: `/auditorias/${code}`,
    };
  },
  async waiting(user) {
    const found = await Audit.find({ state: 'closed', considered: null }).select('_id').lean();
    return auditKind.show(found.map((one) => String(one._id)), user); // prettier-ignore
  },
  async decide({ id }, outcome, { user, comment, session, acta }) {
    const audit = await Audit.findById(id).select('code').lean();
    if (!audit) throw new NotFound();
    await considerResults(audit.code, { outcome, comment, session, acta }, user);
  },
};

/** @throws Refusal when management decided already */
export async function considerResults(
  code: string,
  decision: Pick<Considered, 'outcome' | 'comment' | 'session' | 'acta'>,
  user: User,
): Promise<void> {
  await act('audits.consider', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'closed');
    if (audit.considered) throw new Refusal('audits.refusal.considered', { session: audit.considered.session });
    audit.considered = { ...stampOf(user, currentAct().at), ...decision };
    await audit.save();
  }, inLine(code)); // prettier-ignore
}
