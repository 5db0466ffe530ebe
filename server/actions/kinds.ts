// Nonconformities, actions and nonconforming services as ends of links, as things that can be found, and by their codes.
import type { Model } from 'mongoose';
import { asOfFor } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, startOf, type Day } from '../platform/clock.ts';
import { closedBy, type Kind, type Shown } from '../platform/links/kinds.ts';
import { ImprovementAction, type ActionRecord } from './action.ts';
import { Nonconformity, type NonconformityRecord } from './nonconformity.ts';
import { actionScope, scope, serviceScope } from './policy.ts';
import { actionStateBefore, serviceStateBefore, stateBefore } from './rules/standing.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { Service, type ServiceRecord } from './service.ts';

const TONES: Record<string, string> = {
  opened: 'bad', analysing: 'warn', judging: 'warn', planning: 'warn', acting: 'info', verifying: 'info', verified: 'ok', closed: 'ok', annulled: 'off',
  planned: 'info', done: 'ok', cancelled: 'off', identified: 'bad', decided: 'warn', treated: 'info',
}; // prettier-ignore

export function toneOf(state: string): string {
  return TONES[state] ?? 'info';
}

const SHOWN_TITLE = 140;

export const nonconformityKind: Kind = kindOf<NonconformityRecord>({
  name: 'nonconformity',
  prefixes: ['NC-', 'NCP-'],
  model: Nonconformity,
  scope,
  state: stateBefore,
  shown: (one) => shown('nonconformity', one, one.description, `/no-conformidades/${one.code}`, 'state'),
});

export const serviceKind: Kind = kindOf<ServiceRecord>({
  name: 'nonconforming',
  prefixes: ['SNC-'],
  model: Service,
  scope: serviceScope,
  state: serviceStateBefore,
  shown: (one) => shown('nonconforming', one, one.what, `/servicio-no-conforme/${one.code}`, 'service_state'),
});

export const actionKind: Kind = kindOf<ActionRecord>({
  name: 'action',
  prefixes: ['AC-', 'AP-', 'CO-'],
  model: ImprovementAction,
  scope: actionScope,
  state: actionStateBefore,
  shown: (one) => shown('action', one, one.what, `/acciones/${one.code}`, 'action_state'),
});

function shown(
  kind: string,
  { _id, code, state }: { _id: unknown; code: string; state: string },
  title: string,
  url: string,
  words: string,
): Shown {
  const cut = title.length > SHOWN_TITLE ? `${title.slice(0, SHOWN_TITLE - 1)}…` : title;
  return { kind, id: String(_id), code, title: cut, url, state: { key: `actions.${words}.${state}`, tone: toneOf(state) } };
} // prettier-ignore

function kindOf<R extends { _id: unknown; code: string; state: string }>(facts: {
  name: string;
  prefixes: readonly string[];
  model: unknown;
  scope: (user: User) => Record<string, unknown>;
  /** Its state before an instant. */
  state: (one: R, close: Date | null) => string;
  shown: (one: R) => Shown;
}): Kind {
  const model = facts.model as Model<R>;
  const seen = (user: User | null): Record<string, unknown> => (user ? facts.scope(user) : {});
  const on = (one: R, day: Day | null): R =>
    day ? { ...one, state: facts.state(one, startOf(addDays(day, 1))) } : one;
  return {
    name: facts.name,
    words: { one: `actions.kind.${facts.name}.one`, many: `actions.kind.${facts.name}.many` },
    prefixes: facts.prefixes,
    async show(ids, user, asOf) {
      const found = await model.find({ $and: [{ _id: { $in: ids } }, seen(user)] } as never).lean<R[]>();
      return found.map((one) => facts.shown(on(one, asOf ?? asOfFor(user))));
    },
    async find(typed, user, limit) {
      // Codes alone: what a nonconformity says may name people.
      const [code] = queryTerms(typed).length > 0 ? [typed.trim().toUpperCase()] : [];
      if (!code || !/^[A-Z]{2,3}-/.test(code)) return [];
      const range = { code: { $gte: code, $lte: `${code}\uffff` } };
      const found = await model.find({ $and: [range, facts.scope(user)] } as never).sort({ code: 1 }).limit(limit).lean<R[]>(); // prettier-ignore
      return found.map((one) => facts.shown(on(one, asOfFor(user))));
    },
    async byCode(code, user) {
      const found = await model.findOne({ $and: [{ code: code.toUpperCase() }, facts.scope(user)] } as never).lean<R>(); // prettier-ignore
      return found && facts.shown(on(found, asOfFor(user)));
    },
    closed: (user) => closedBy(facts.scope(user)),
    async *enumerate() {
      for await (const one of model.find().select('_id').lean<R>().cursor() as AsyncIterable<R>)
        yield String(one._id);
    },
  };
}
