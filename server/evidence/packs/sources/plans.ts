// Plans of improvement as evidence in a pack: a plan is shown item by item, and an item is proven by the chain of its plan.
import { itemsAt, itemsWhere, pamRegister, type PlanRecord, type PlanRegister } from '../../../pam/index.ts';
import type { User } from '../../../platform/access/roles.ts';
import type { Day } from '../../../platform/clock.ts';
import { kindNamed, type Ref, type Shown } from '../../../platform/links/kinds.ts';
import { pmiRegister } from '../../../pmi/index.ts';
import { otherSource } from './others.ts';
import type { Source } from './source.ts';

const itemsIn = new Map([
  ['pam', (id: string, day: Day) => itemsAt(pamRegister, id, day)],
  ['pmi', (id: string, day: Day) => itemsAt(pmiRegister, id, day)],
]);

/** The items of a plan in their order; of any other record nothing. */
export async function itemsOfPlan({ kind, id }: Ref, reader: User, day: Day): Promise<Shown[]> {
  const ids = ((await itemsIn.get(kind)?.(id, day)) ?? []).map(({ _id }) => String(_id));
  const shown = (await kindNamed(`${kind}_item`)?.show(ids, reader, day)) ?? [];
  const byId = new Map(shown.map((one) => [one.id, one]));
  return ids.flatMap((item) => byId.get(item) ?? []);
}

function itemSource<P extends PlanRecord>(register: PlanRegister<P>): Source {
  return async (asked) => {
    const [[found], evidence] = await Promise.all([
      itemsWhere(register, { _id: asked.shown.id }, null),
      otherSource(asked),
    ]);
    if (!found || !evidence) return null;
    const kind = asked.t(`pam.item_kind.${found.item.kind}`);
    const subject = `${register.name}:${String(found.plan._id)}`;
    return { ...evidence, facts: [[asked.t('pam.item.kind'), kind]], subject };
  };
}

export const pamItemSource = itemSource(pamRegister);
export const pmiItemSource = itemSource(pmiRegister);
