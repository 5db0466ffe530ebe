// The example's complaints: every state that matters, and nothing that verify would name (G13).
import { expect } from 'chai';
import { Complaint, type ComplaintRecord } from '../../server/complaints/complaint.ts';
import { complaintFaults, complaintFiles } from '../../server/complaints/proving.ts';
import { seed } from '../../server/complaints/seed/index.ts';
import { ensureStartingTable } from '../../server/records/index.ts';
import { slices } from '../../server/slices.ts';
import { testApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';

describe('the example of complaints', () => {
  before(async function () {
    this.timeout(60_000);
    await testApp();
    await emptyDatabase();
    for (const { name, seed: fill } of slices) if (name === 'people' || name === 'processes') await fill?.();
    await ensureStartingTable({ kind: 'setup' });
    await seed();
  });

  it('G13: has one of every state that the start page speaks of, overdue ones too', async () => {
    const states = await Complaint.distinct('state');
    expect(states).to.include.members(['received', 'assigned', 'incomplete', 'drafted', 'approved', 'answered', 'transferred', 'annulled']);
    expect(await Complaint.countDocuments({ open: true, due: { $lt: new Date().toISOString().slice(0, 10) } })).to.be.greaterThan(0);
  }); // prettier-ignore

  it('G13, G2c: an answered one left its record, with the reply as a file that is whole', async () => {
    const answered = await Complaint.find({ state: 'answered' }).lean<ComplaintRecord[]>();
    expect(answered.length).to.equal(3);
    for (const { recorded } of answered) expect(recorded).to.match(/^REG-\d{4}-\d{5}$/);
  });

  it('G13: verify finds nothing wrong, and names what is', async () => {
    expect(await Array.fromAsync(complaintFaults())).to.deep.equal([]);
    expect(await Array.fromAsync(complaintFiles())).to.deep.equal([]);
    const one = await Complaint.findOne({ state: 'assigned' }).lean<ComplaintRecord>();
    await Complaint.collection.updateOne({ _id: one!._id }, { $set: { due: '2040-01-01' } });
    const [fault] = await Array.fromAsync(complaintFaults());
    expect(fault).to.include({ check: 'complaint', subject: one!.code, says: 'complaints.fault.due' });
    await Complaint.collection.deleteOne({ year: one!.year, number: 3 });
    expect((await Array.fromAsync(complaintFaults())).map((each) => each.says)).to.include('integrity.number_missing');
  }); // prettier-ignore
});
