// Links between any two records: shown from both ends, never dangling, kept when they end (L1).
import { expect } from 'chai';
import { act } from '../../server/platform/audit/act.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { setClock } from '../../server/platform/clock.ts';
import { linkFaults } from '../../server/platform/integrity/links.ts';
import {
  declareKind,
  recordByCode,
  type Kind,
  type Ref,
  type Shown,
} from '../../server/platform/links/kinds.ts';
import { Link, link, linksOf, panel, unlink } from '../../server/platform/links/links.ts';
import { sayFault } from '../../server/platform/integrity/saying.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana } from './ledger.ts';

const reader: User = {
  id: 'u',
  name: 'Nubia',
  email: 'n@x.co',
  roles: ['reader'],
  positions: [],
  areas: [],
  language: 'es',
  engagement: null,
};
const there = new Set(['1', '2', '3']);

/** A kind whose records `1`, `2`, `3` exist; a reader may not see `3`. */
function kind(name: string): Kind {
  const shown = (id: string): Shown => ({
    kind: name,
    id,
    code: `${name.toUpperCase()}-${id}`,
    title: `Registro ${id}`,
    url: `/${name}/${id}`,
    state: null,
  });
  const visible = (id: string, user: User | null): boolean => there.has(id) && (user === null || id !== '3');
  return {
    name,
    words: { one: 'x', many: 'x' },
    show: async (ids, user) => ids.filter((id) => visible(id, user)).map(shown),
    find: async () => [],
    byCode: async (code, user) =>
      [...there]
        .filter((id) => visible(id, user))
        .map(shown)
        .find((one) => one.code === code) ?? null,
    async *enumerate() {
      yield* there;
    },
  };
}

const a = (id: string): Ref => ({ kind: 'test-left', id });
const b = (id: string): Ref => ({ kind: 'test-right', id });
const tie = (from = a('1'), to = b('2')) => act('links.add', ana, () => link(from, 'governs', to));
const codes = async (ref: Ref, asOf?: string) =>
  (await panel(ref, reader, asOf)).map((row) => `${row.direction} ${row.meaning} ${row.shown.code}`);

describe('links', () => {
  before(() => ['test-left', 'test-right'].forEach((name) => declareKind(kind(name))));
  beforeEach(async () => {
    await emptyDatabase();
    ['1', '2', '3'].forEach((id) => there.add(id));
  });
  afterEach(() => setClock(null));

  it('L1: are shown from both ends, with who linked and when', async () => {
    await tie();
    expect(await codes(a('1'))).to.deep.equal(['out governs TEST-RIGHT-2']);
    expect(await codes(b('2'))).to.deep.equal(['in governs TEST-LEFT-1']);
    expect((await panel(a('1'), reader))[0]).to.include({ by: 'Ana Suárez' });
    expect(await entries().countDocuments({ act: 'links.add' })).to.equal(1);
  });

  it('L1: refuse an end that does not exist, and a kind that nobody knows', async () => {
    for (const [from, to] of [
      [a('9'), b('2')],
      [a('1'), b('9')],
      [{ kind: 'nothing', id: '1' }, b('1')],
    ] as [Ref, Ref][])
      // prettier-ignore
      expect(await tie(from, to).catch((error: { key: string }) => error.key)).to.equal('shared.links.dangling');
    expect(await Link.countDocuments()).to.equal(0);
  });

  it('are made once, also when many make the same at once', async () => {
    await Promise.allSettled(Array.from({ length: 10 }, () => tie()));
    await tie();
    expect(await Link.countDocuments({ until: null })).to.equal(1);
  });

  it('hide what the reader may not see', async () => {
    await tie(a('1'), b('3'));
    expect(await codes(a('1'))).to.deep.equal([]);
    expect((await linksOf(a('1'))).length).to.equal(1);
  });

  it('that were taken back stay in the history of their days, and can be made again', async () => {
    const on = (day: string) => setClock(() => new Date(`${day}T15:00:00Z`));
    on('2026-03-02');
    await tie();
    on('2026-05-04');
    await act('links.end', ana, () => unlink(a('1'), 'governs', b('2')));
    expect(await codes(a('1'))).to.deep.equal([]);
    expect(await codes(a('1'), '2026-03-01')).to.deep.equal([]);
    expect(await codes(a('1'), '2026-03-02')).to.deep.equal(['out governs TEST-RIGHT-2']);
    expect(await codes(a('1'), '2026-05-03')).to.deep.equal(['out governs TEST-RIGHT-2']);
    expect(await codes(a('1'), '2026-05-04')).to.deep.equal([]);
    on('2026-06-01');
    await tie();
    expect(await Link.countDocuments()).to.equal(2);
  });

  it('L1: that dangle are named by the integrity check', async () => {
    await tie();
    const faults = async () => {
      const found: string[] = [];
      for await (const fault of linkFaults()) found.push(sayFault(fault, 'en'));
      return found;
    };
    expect(await faults()).to.deep.equal([]);
    there.delete('2');
    expect(await faults()).to.deep.equal(['it leads to test-right:2, which does not exist']);
  });

  it('L2: any record is found by its code, by those who may see it', async () => {
    expect(await recordByCode('TEST-LEFT-2', reader)).to.include({ kind: 'test-left', id: '2' });
    expect(await recordByCode('TEST-LEFT-3', reader)).to.equal(null);
    expect(await recordByCode('nada', reader)).to.equal(null);
  });
});
