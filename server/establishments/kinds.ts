// Schools and sites as records that others point at.
import type { Kind, Shown } from '../platform/links/kinds.ts';
import { Establishment, type EstablishmentRecord } from './establishment.ts';
import { findSchool, schoolsByIds, schoolsWithWords, type SchoolRow } from './queries.ts';
import { daneIn } from './rules.ts';

export const establishmentKind: Kind = {
  name: 'establishment',
  words: { one: 'establishments.one', many: 'establishments.many' },
  async show(ids) {
    return (await schoolsByIds(ids)).map(shown);
  },
  async find(typed, _user, limit) {
    return (await schoolsWithWords(typed, limit)).map(shown);
  },
  // The DANE code alone is typed as often as the code of this system.
  async byCode(code) {
    const dane = daneIn(code);
    const found = dane && (await findSchool(dane));
    return found ? shown(found) : null;
  },
  async *enumerate() {
    for await (const one of Establishment.find().select('_id').lean<EstablishmentRecord>().cursor())
      yield String(one._id);
  },
};

function shown(school: SchoolRow): Shown {
  return {
    kind: 'establishment',
    id: school.id,
    code: school.code,
    title: school.name,
    url: `/establecimientos/${school.dane}`,
    state: school.active ? null : { key: 'establishments.state.inactive', tone: 'off' },
  };
}
