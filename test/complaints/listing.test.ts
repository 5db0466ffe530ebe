// The register reads by index: a page never looks through the collection, whatever it is filtered and sorted by (G13).
import { expect } from 'chai';
import mongoose from 'mongoose';
import { Complaint } from '../../server/complaints/complaint.ts';
import {
  listComplaints,
  orderOf,
  queryOf,
  type ListFilter,
} from '../../server/complaints/queries/listing.ts';
import { at, filed, given, makeOffice, type Office } from './cast.ts';

const NOTHING: ListFilter = { code: null, year: null, kind: null, state: null, overdue: false, month: null, process: null, channel: null, assigned: null, sort: '', page: 1 }; // prettier-ignore
const FILTERS: readonly (readonly [name: string, filter: Partial<ListFilter>])[] = [
  ['nothing', {}],
  ['a state', { state: 'assigned' }],
  ['a kind', { kind: 'petition' }],
  ['what is open', { state: 'open' }],
  ['what is overdue', { overdue: true }],
  ['a month', { month: '2026-11' }],
  ['a process', { process: 'f'.repeat(24) }],
  ['a channel', { channel: 'web' }],
  ['whose it is', { assigned: 'f'.repeat(24) }],
  ['a code', { code: 'PQR-2026-000001' }],
];

describe('the register of complaints', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
    at('2026-11-20T10:00');
    for (let made = 0; made < 4; made += 1) await filed();
    await given(office);
  });

  for (const [name, filter] of FILTERS)
    for (const sort of ['', 'vence']) {
      it(`G13: filtered by ${name}${sort ? ' and sorted by due day' : ''} it uses an index`, async () => {
        const { user, query } = { user: office.quality, query: { ...NOTHING, ...filter, sort } };
        const plan: unknown = await Complaint.find(queryOf(query, user)).sort(orderOf(sort)).limit(25).explain('queryPlanner'); // prettier-ignore
        expect(JSON.stringify(plan), JSON.stringify(plan).slice(0, 600)).not.to.include('COLLSCAN');
      });
    }

  it('G13: somebody with a part in some finds those, by an index as well', async () => {
    const page = await listComplaints(NOTHING, office.leader);
    expect(page.total).to.equal(1);
    const plan: unknown = await Complaint.find(queryOf(NOTHING, office.leader)).sort(orderOf('')).limit(25).explain('queryPlanner'); // prettier-ignore
    expect(JSON.stringify(plan)).not.to.include('COLLSCAN');
  });

  it('G13: the database itself refuses a number twice', async () => {
    const raw = mongoose.connection.collection('complaints');
    const [one] = await raw.find().limit(1).toArray();
    const { _id, ...rest } = one ?? {};
    void _id;
    const twice = await raw.insertOne({ ...rest, code: 'PQR-2026-900000' }).then(() => 'taken', (error: { code?: number }) => error.code); // prettier-ignore
    expect(twice).to.equal(11000);
  });
});
