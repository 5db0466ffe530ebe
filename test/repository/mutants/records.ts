// Rules of records, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/records/rules.test.ts';
const declaring = 'test/records/declaring.test.ts';
const filing = 'test/records/filing.test.ts';
const tables = 'test/records/tables.test.ts';
const pages = 'test/records/pages.test.ts';
const cutOff = 'test/records/cut-off.test.ts';
const policy = 'test/records/policy.test.ts';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/records/rules.ts',
    find: "return retention.disposition === 'E' && !isPending(retention);",
    replace: 'return !isPending(retention);',
    test: { file: rules, grep: 'only an E series' },
  },
  {
    file: 'server/records/rules.ts',
    find: '!Number.isInteger(years) || ',
    replace: '',
    test: { file: rules, grep: 'a fraction of a year' },
  },
  {
    file: 'server/records/declaring.ts',
    find: '  mustHaveHappened(input.happened, received);\n',
    replace: '',
    test: { file: declaring, grep: 'an event after its reception' },
  },
  {
    file: 'server/records/declaring.ts',
    find: "  mustNameAuthority(input.conforms, input.authority ?? '');\n",
    replace: '',
    test: { file: declaring, grep: 'a nonconforming service without authority' },
  },
  {
    file: 'server/records/declaring.ts',
    find: '  await mustBeReadable(input);\n',
    replace: '',
    test: { file: declaring, grep: 'no evidence without its hash' },
  },
  {
    file: 'server/records/record.ts',
    find: 'const fixed = { immutable: true } as const;',
    replace: 'const fixed = {} as const;',
    test: { file: declaring, grep: 'a declared record is immutable' },
  },
  {
    file: 'server/records/tabling.ts',
    find: '  if (series.closed)',
    replace: '  if (series.code === "")',
    test: { file: declaring, grep: 'a closed series takes no new records' },
  },
  {
    file: 'server/records/filing.ts',
    find: '  mustBeOpen(file.state, file.code);\n',
    replace: '',
    test: { file: filing, grep: 'until it closes' },
  },
  {
    file: 'server/records/reopening.ts',
    find: '    file.closed = null;\n',
    replace: '',
    test: { file: filing, grep: 'runs from the new closing' },
  },
  {
    file: 'server/records/reopening.ts',
    find: '    mustBeClosed(file.state, code);\n',
    replace: '',
    test: { file: filing, grep: 'runs from the new closing' },
  },
  {
    file: 'server/records/reopening.ts',
    find: '  if (inventory) throw',
    replace: '  if (inventory === file.code) throw',
    test: { file: filing, grep: 'stands in an inventory' },
  },
  {
    file: 'server/records/reopening.ts',
    find: "if (file.historical || records.some(({ state }) => state !== 'declared'))",
    replace: 'if (records.length > 99)',
    test: { file: filing, grep: 'stands in an inventory' },
  },
  {
    file: 'server/records/reopening.ts',
    find: '    await mustTakeRecords(file);\n',
    replace: '    void mustTakeRecords;\n',
    test: { file: filing, grep: 'whose series takes no new records' },
  },
  {
    file: 'server/records/present/records.ts',
    find: '  if (record.file && !closed) return null;\n',
    replace: '',
    test: { file: filing, grep: 'retention runs from closing' },
  },
  {
    file: 'server/records/drafting.ts',
    find: "    if (table.editors.includes(user.id)) throw new Refusal('records.refusal.table_own');\n",
    replace: '',
    test: { file: tables, grep: 'does not put it in force' },
  },
  {
    file: 'server/records/drafting.ts',
    find: "    if (tableHash(rows) !== input.sha256) throw new Stale('records.refusal.table_changed');\n",
    replace: '',
    test: { file: tables, grep: 'signs what they saw' },
  },
  {
    file: 'server/records/pages/importing.ts',
    find: "ctx.input.paso === 'ensayo' || report.problems.length > 0",
    replace: "ctx.input.paso === 'ensayo'",
    test: { file: pages, grep: 'reported row by row and imports nothing' },
  },
  {
    file: 'server/records/reading.ts',
    find: 'if (!(await isReserved(record))) return;',
    replace: 'return;',
    test: { file: pages, grep: 'each reading of a reserved record' },
  },
  {
    file: 'server/records/queries/finding.ts',
    find: '...(masksPersonal(user) ? { personal: false } : {})',
    replace: '',
    test: { file: pages, grep: 'get personal data masked everywhere' },
  },
  {
    file: 'server/records/access.ts',
    find: 'return hidden.length > 0 ? { series: { $nin: hidden } } : {};',
    replace: 'return {};',
    test: { file: pages, grep: 'who may not see a series' },
  },
  {
    file: 'server/records/policy.ts',
    find: '&& !table.editors.includes(user.id)',
    replace: '',
    test: { file: policy, grep: 'whoever wrote in a draft' },
  },
  {
    file: 'server/records/seeing.ts',
    find: 'stoodBefore(FileModel, rows, closeFor(user))',
    replace: 'Promise.resolve([...rows])',
    test: { file: cutOff, grep: 'with a cut-off on any day' },
  },
  {
    file: 'server/records/seeing.ts',
    find: "if (record.state === 'disposed') return true;",
    replace: 'return false;',
    test: { file: cutOff, grep: 'is not offered' },
  },
];
