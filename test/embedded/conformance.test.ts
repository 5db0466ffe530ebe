// The runner of driver tests tells right from wrong: a small file of its own, one test for each outcome.
import { expect } from 'chai';
import { runFile, type TestResult } from '../../server/embedded/conformance/run.ts';
import { opened, type Opened } from './opened.ts';

const test = (description: string, operation: object, more: object = {}): object => ({
  description,
  operations: [{ object: 'collection', ...operation }],
  ...more,
});

const FILE = {
  description: 'a sample',
  schemaVersion: '1.0',
  createEntities: [
    { client: { id: 'client', observeEvents: ['commandStartedEvent'] } },
    { database: { id: 'database', client: 'client', databaseName: 'conformance-test' } },
    { collection: { id: 'collection', database: 'database', collectionName: 'docs' } },
  ],
  initialData: [{ databaseName: 'conformance-test', collectionName: 'docs', documents: [{ _id: 1, x: 1 }] }],
  tests: [
    test(
      'passes',
      { name: 'find', arguments: { filter: {} }, expectResult: [{ _id: 1, x: 1 }] },
      { expectEvents: [{ client: 'client', events: [{ commandStartedEvent: { commandName: 'find' } }] }] },
    ),
    test('has other data', { name: 'find', arguments: { filter: {} }, expectResult: [{ _id: 2 }] }),
    test(
      'ends with other data',
      { name: 'insertOne', arguments: { document: { _id: 2 } } },
      { outcome: [{ databaseName: 'conformance-test', collectionName: 'docs', documents: [] }] },
    ),
    test('succeeds against expectation', {
      name: 'find',
      arguments: { filter: {} },
      expectError: { isError: true },
    }),
    test('has another error', {
      name: 'insertOne',
      arguments: { document: { _id: 1 } },
      expectError: { errorCode: 5 },
    }),
    test('is refused', { name: 'find', arguments: { filter: {}, collation: { locale: 'es' } } }),
    test(
      'is for others',
      { name: 'find', arguments: {} },
      { runOnRequirements: [{ topologies: ['sharded'] }] },
    ),
  ],
};

describe('embedded: conformance runner', () => {
  let store: Opened;
  let results: TestResult[];

  before(async () => {
    store = await opened();
    results = await runFile(store.server.uri, JSON.stringify(FILE));
  });
  after(() => store.close());

  it('tells passed, failed, refused and unsuited apart', () => {
    expect(results.map(({ description, outcome }) => [description, outcome.kind])).to.deep.equal([
      ['passes', 'passed'],
      ['has other data', 'failed'],
      ['ends with other data', 'failed'],
      ['succeeds against expectation', 'failed'],
      ['has another error', 'failed'],
      ['is refused', 'refused'],
      ['is for others', 'unsuited'],
    ]);
  });

  it('reports the events apart, and names what was refused', () => {
    expect(results[0]?.outcome).to.deep.equal({ kind: 'passed', events: 'right' });
    expect(results[5]?.outcome).to.deep.equal({ kind: 'refused', refusal: "the collation 'es'" });
  });
});
