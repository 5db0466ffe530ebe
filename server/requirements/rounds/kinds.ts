// Rounds as records that others point at, found by their code.
import { may } from '../../platform/access/policy.ts';
import type { Kind, Shown } from '../../platform/links/kinds.ts';
import { foldText } from '../../platform/search/terms.ts';
import { scope } from './queries.ts';
import { Round, type RoundRecord } from './round.ts';

export const assessmentKind: Kind = {
  name: 'assessment',
  words: { one: 'requirements.round.one', many: 'requirements.round.many' },
  async show(ids, user) {
    if (user && !may(user, 'requirements.rounds')) return [];
    return (await Round.find({ _id: { $in: ids }, ...scope(user) }).lean<RoundRecord[]>()).map(shown);
  },
  async find(typed, user, limit) {
    if (!may(user, 'requirements.rounds')) return [];
    const words = foldText(typed).split(/\s+/).filter(Boolean);
    const rounds = await Round.find(scope(user))
      .sort({ year: -1, number: -1 })
      .limit(200)
      .lean<RoundRecord[]>();
    const isIn = ({ code, name }: RoundRecord) =>
      words.every((word) => ` ${foldText(`${code} ${name}`)}`.includes(` ${word}`));
    return rounds.filter(isIn).slice(0, limit).map(shown);
  },
  async byCode(code, user) {
    if (!/^AUT-/i.test(code) || !may(user, 'requirements.rounds')) return null;
    const found = await Round.findOne({ code: code.toUpperCase(), ...scope(user) }).lean<RoundRecord>();
    return found && shown(found);
  },
  async *enumerate() {
    for await (const one of Round.find().select('_id').lean<RoundRecord>().cursor()) yield String(one._id);
  },
};

/** The address of a round's page. */
export function roundPath(code: string, ...rest: string[]): string {
  return ['/requisitos/autoevaluaciones', code, ...rest].map((part, at) => (at === 0 ? part : encodeURIComponent(part))).join('/'); // prettier-ignore
}

function shown({ _id, code, name, state }: RoundRecord): Shown {
  return {
    kind: 'assessment',
    id: String(_id),
    code,
    title: name,
    url: roundPath(code),
    state: { key: `requirements.round.state.${state}`, tone: state === 'open' ? 'info' : 'ok' },
  };
}
