// The retention table: the starting one, drafts, the second person who signs, and lists that are brought in (G2a, S6, P15, I11).
import { expect } from 'chai';
import { Refusal, Stale } from '../../server/platform/errors.ts';
import { today } from '../../server/platform/clock.ts';
import { readSheet, toXlsx } from '../../server/platform/tables/index.ts';
import { discardDraft, putInForce, saveSeries, startDraft, tableHash, takeRows, type SeriesInput } from '../../server/records/drafting.ts'; // prettier-ignore
import { checkSheet } from '../../server/records/importing/checking.ts';
import { tableColumns } from '../../server/records/importing/columns.ts';
import { isPending } from '../../server/records/rules.ts';
import { Table } from '../../server/records/table.ts';
import { seriesIn, seriesInForce, seriesOf, tableInForce } from '../../server/records/tabling.ts';
import { PASSWORD, type People } from '../support/people.ts';
import { makeArchive } from './cast.ts';

describe('the retention table', () => {
  let people: People;

  before(async function () {
    this.timeout(30_000);
    people = await makeArchive();
  });

  const series = (changes: Partial<SeriesInput> = {}): SeriesInput => ({
    code: '140.30',
    name: 'Foros educativos',
    typologies: ['Memoria'],
    medium: 'electronic',
    office: 'Calidad',
    management: 1,
    central: 2,
    disposition: 'E',
    procedure: 'Se borra',
    basis: 'Ley 594 de 2000',
    access: { everyone: true, roles: [], areas: [] },
    reserved: false,
    closed: false,
    ...changes,
  });

  async function put(number: number, who = people.committee): Promise<void> {
    const sha256 = tableHash(await seriesOf(number));
    await putInForce(number, { act: 'Resolución 1', day: today(), password: PASSWORD, sha256 }, who);
  }

  it('P15, I11: the starting table has the records of the procedures, pending where their source leaves them to the centre', async () => {
    const table = await tableInForce();
    const rows = await seriesOf(table?.number ?? 0);
    expect(table?.origin).to.equal('starting');
    const stated = rows.filter((row) => row.stated);
    expect(stated.filter((row) => row.stated?.procedure === 'D02.03')).to.have.length(5);
    expect(stated.map((row) => row.stated?.procedure)).to.include.members(['SE-GO-P03', 'GED-EDU-PR-S1-05']);
    expect(stated.every(isPending)).to.equal(true);
    expect((await seriesInForce('140.25.01'))?.stated?.retention).to.match(/administrador CENTRAL/);
  });

  it('S6: nonsense years are refused, and nobody writes outside a draft', async () => {
    const refused = await saveSeries(series({ management: -1 }), people.quality).catch(
      (error: unknown) => error,
    );
    expect(refused).to.have.nested.property('fields.management');
    const none = await saveSeries(series(), people.quality).catch((error: unknown) => error);
    expect(none).to.be.instanceOf(Refusal).and.have.property('key', 'records.refusal.no_draft'); // prettier-ignore
  });

  it('S6: whoever wrote in a draft does not put it in force; a second person signs what they saw; one is in force', async () => {
    const before = (await tableInForce())?.number ?? 0;
    const number = await startDraft(people.quality);
    expect(await startDraft(people.quality2).catch((error: unknown) => error)).to.have.property('key', 'records.refusal.draft_open'); // prettier-ignore
    await saveSeries(series(), people.quality);
    expect(await put(number, people.quality).catch((error: unknown) => error)).to.have.property('key', 'records.refusal.table_own'); // prettier-ignore
    const old = { act: 'R1', day: today(), password: PASSWORD, sha256: 'a'.repeat(64) };
    expect(await putInForce(number, old, people.committee).catch((error: unknown) => error)).to.be.instanceOf(
      Stale,
    );
    expect(await seriesInForce('140.30')).to.equal(null);
    await put(number);
    expect((await seriesInForce('140.30'))?.name).to.equal('Foros educativos');
    expect(await Table.countDocuments({ state: 'in_force' })).to.equal(1);
    expect((await Table.findOne({ number: before }).lean())?.state).to.equal('superseded');
    expect((await Table.findOne({ number }).lean())?.signature?.name).to.equal(people.committee.name);
  });

  it('S6: what the table says of a series stays in each version', async () => {
    const first = (await tableInForce())?.number ?? 0;
    const number = await startDraft(people.quality);
    await saveSeries(series({ management: 5 }), people.quality);
    await put(number);
    expect((await seriesIn(first, '140.30'))?.management).to.equal(1);
    expect((await seriesIn(number, '140.30'))?.management).to.equal(5);
  });

  it('S6: a draft that is given up leaves the one in force as it is', async () => {
    const number = await startDraft(people.quality);
    await discardDraft(number, { reason: 'Se hizo por error' }, people.quality2);
    expect((await tableInForce())?.number).to.be.below(number);
    expect(await put(number).catch((error: unknown) => error)).to.have.property('key', 'records.refusal.not_draft'); // prettier-ignore
  });

  const HEADERS = [
    'Código',
    'Serie o subserie',
    'Archivo de gestión (años)',
    'Archivo central (años)',
    'Disposición final',
  ];

  async function sheet(rows: readonly (readonly string[])[]): Promise<Awaited<ReturnType<typeof readSheet>>> {
    const columns = HEADERS.map((header, index) => ({
      header,
      value: (row: readonly string[]) => row[index] ?? '',
    }));
    return readSheet(await toXlsx(columns, rows));
  }

  it('S6: of 200 rows with 3 bad ones nothing is imported, and all three are named', async function () {
    this.timeout(20_000);
    const rows = Array.from({ length: 200 }, (_, index) => [
      `150.${index + 1}`,
      `Serie ${index + 1}`,
      '2',
      '3',
      'E',
    ]);
    rows[10] = ['150.11', 'Serie con años imposibles', '2.5', '3', 'E'];
    rows[100] = ['150.101', 'Serie de otra disposición', '2', '3', 'QUEMAR'];
    rows[199] = ['150.200', 'Serie de tres siglos', '2', '300', 'CT'];
    const report = checkSheet(await sheet(rows), []);
    expect([...new Set(report.problems.map((one) => one.row))]).to.deep.equal([12, 102, 201]);
    expect(report.problems.map((one) => one.column)).to.include.members([
      'management',
      'disposition',
      'central',
    ]);
    expect(await seriesInForce('150.2')).to.equal(null);
  });

  it('S6: a list whose rows are good goes into a draft; what is exported comes back the same', async () => {
    const report = checkSheet(await sheet([['160.1', 'Convenios', '2', '8', 'ct'], ['140.30', 'Foros', '1', '1', 'M/D']]), await seriesOf((await tableInForce())?.number ?? 0)); // prettier-ignore
    expect(report.problems).to.deep.equal([]);
    expect(report.rows.map((one) => one.known)).to.deep.equal([false, true]);
    expect(await takeRows(report.rows.map((one) => one.series), people.quality)).to.deep.equal({ added: 1, changed: 1 }); // prettier-ignore
    const draft = await Table.findOne({ state: 'draft' }).lean();
    const rows = await seriesOf(draft?.number ?? 0);
    expect(rows.find((one) => one.code === '140.30')?.disposition).to.equal('MD');
    const again = checkSheet(await readSheet(await toXlsx(tableColumns('es'), rows)), rows);
    expect(again.problems).to.deep.equal([]);
    expect(again.rows.map((one) => facts(one.series))).to.deep.equal(rows.map(facts));
  });

  it('S6: a list without its columns says which are missing', async () => {
    const columns = [{ header: 'Código', value: (row: string) => row }];
    const report = checkSheet(await readSheet(await toXlsx(columns, ['1'])), []);
    expect(report.problems.map((one) => one.column)).to.deep.equal([
      'name',
      'management',
      'central',
      'disposition',
    ]);
  });
});

function facts(one: SeriesInput): unknown[] {
  return [one.code, one.name, [...one.typologies], one.medium, one.office, one.management, one.central, one.disposition, one.procedure, one.basis, one.reserved, one.closed]; // prettier-ignore
}
