// Reception: what a record must state, its number, its immutability, and what it is refused for (G2a-d).
import { expect } from 'chai';
import { declareWithin } from '../../server/records/declaring.ts';
import { RecordModel, recordHash } from '../../server/records/record.ts';
import { act } from '../../server/platform/audit/act.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { actorOf } from '../../server/platform/access/policy.ts';
import { Invalid } from '../../server/platform/errors.ts';
import { linksOf } from '../../server/platform/links/links.ts';
import { queueOf } from '../../server/platform/numbering/numbering.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { aDraft, bring } from '../documents/cast.ts';
import type { People } from '../support/people.ts';
import { ensureDefaultTypes } from '../../server/documents/typing.ts';
import { aRecord, makeArchive, newRecord, recordOf, SERIES, stored } from './cast.ts';

describe('declaring records', () => {
  let people: People;

  before(async function () {
    this.timeout(30_000);
    people = await makeArchive();
  });

  it('G2b: a record bears the next number, both dates, its files by hash, and a hash of all of it', async () => {
    const code = await aRecord(people.leader);
    const record = await recordOf(code);
    expect(code).to.match(/^REG-\d{4}-\d{5}$/);
    expect(record).to.include({
      series: SERIES,
      received: today(),
      happened: '2026-01-15',
      state: 'declared',
    });
    expect(record.sha256)
      .to.equal(recordHash(record))
      .and.match(/^[0-9a-f]{64}$/);
    const [entry] = await historyOf(`record:${String(record._id)}`);
    expect(entry?.act).to.equal('records.declare');
  });
});
