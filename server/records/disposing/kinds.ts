// Disposals and transfers as ends of links and by their codes.
import { closeFor } from '../../platform/access/engagement.ts';
import { may } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { stoodBefore } from '../../platform/audit/standing.ts';
import type { Kind, Shown } from '../../platform/links/kinds.ts';
import { Disposal, type DisposalRecord } from './disposal.ts';
import { Transfer, type TransferRecord } from './transfer.ts';

const TONES = { prepared: 'info', approved: 'info', published: 'warn', disposed: 'off', rejected: 'bad', dropped: 'off', received: 'ok' } as const; // prettier-ignore
const seesNothing = (user: User | null): boolean => user !== null && !may(user, 'records.read_disposals');

/** As they stood at the cut-off of a certifying body. */
async function seen<R extends { _id: unknown }>(
  model: unknown,
  rows: PromiseLike<R[]>,
  user: User | null,
): Promise<R[]> {
  return stoodBefore(model, await rows, closeFor(user));
}

export const disposalKind: Kind = {
  name: 'disposal',
  words: { one: 'records.disposal.one', many: 'records.disposal.many' },
  prefixes: ['ELI-', 'ACTA-ELI-'],
  async show(ids, user) {
    if (seesNothing(user)) return [];
    return (await seen(Disposal, Disposal.find({ _id: { $in: ids } }).lean<DisposalRecord[]>(), user)).map(
      shownDisposal,
    );
  },
  find: async (typed, user, limit) => {
    const code = typed.trim().toUpperCase();
    if (seesNothing(user) || !/^ELI-[\d-]*$/.test(code)) return [];
    const found = Disposal.find({ code: { $gte: code, $lt: `${code}\uffff` } }).sort({ code: -1 });
    return (await seen(Disposal, found.limit(limit).lean<DisposalRecord[]>(), user)).map(shownDisposal);
  },
  async byCode(code, user) {
    if (seesNothing(user)) return null;
    const found = Disposal.find({ code: code.replace(/^ACTA-(?=ELI-)/, '') }).lean<DisposalRecord[]>();
    const [one] = await seen(Disposal, found, user);
    return one ? shownDisposal(one) : null;
  },
  async *enumerate() {
    for await (const one of Disposal.find().select('_id').lean<DisposalRecord>().cursor())
      yield String(one._id);
  },
};

export const transferKind: Kind = {
  name: 'transfer',
  words: { one: 'records.transfer.one', many: 'records.transfer.many' },
  prefixes: ['TRA-', 'ACTA-TRA-'],
  async show(ids, user) {
    if (seesNothing(user)) return [];
    return (await seen(Transfer, Transfer.find({ _id: { $in: ids } }).lean<TransferRecord[]>(), user)).map(
      shownTransfer,
    );
  },
  find: async (typed, user, limit) => {
    const code = typed.trim().toUpperCase();
    if (seesNothing(user) || !/^TRA-[\d-]*$/.test(code)) return [];
    const found = Transfer.find({ code: { $gte: code, $lt: `${code}\uffff` } }).sort({ code: -1 });
    return (await seen(Transfer, found.limit(limit).lean<TransferRecord[]>(), user)).map(shownTransfer);
  },
  async byCode(code, user) {
    if (seesNothing(user)) return null;
    const found = Transfer.find({ code: code.replace(/^ACTA-(?=TRA-)/, '') }).lean<TransferRecord[]>();
    const [one] = await seen(Transfer, found, user);
    return one ? shownTransfer(one) : null;
  },
  async *enumerate() {
    for await (const one of Transfer.find().select('_id').lean<TransferRecord>().cursor())
      yield String(one._id);
  },
};

function shownDisposal({ _id, code, note, state }: DisposalRecord): Shown {
  return {
    kind: 'disposal',
    id: String(_id),
    code,
    title: note,
    url: `/disposicion/${code}`,
    state: { key: `records.disposal.state.${state}`, tone: TONES[state] },
  };
}

function shownTransfer({ _id, code, note, state }: TransferRecord): Shown {
  return {
    kind: 'transfer',
    id: String(_id),
    code,
    title: note,
    url: `/transferencias/${code}`,
    state: { key: `records.transfer.state.${state}`, tone: TONES[state] },
  };
}
