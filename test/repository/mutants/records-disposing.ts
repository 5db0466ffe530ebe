// Rules of transfer, disposal, holds and legibility, one taken away at a time.
import type { Mutant } from '../mutant.ts';

const rules = 'test/records/disposing-rules.test.ts';
const life = 'test/records/disposing-life.test.ts';
const historical = 'test/records/historical.test.ts';
const pages = 'test/records/disposing.test.ts';
const LIFE = 'a record is received, filed, closed';

export const mutants: readonly Mutant[] = [
  {
    file: 'server/records/disposing/rules.ts',
    find: 'central === null || asOf <= central',
    replace: 'central === null || asOf < central',
    test: { file: rules, grep: 'on the last day of its time' },
  },
  {
    file: 'server/records/disposing/rules.ts',
    find: '  if (!isDisposable(held))',
    replace: '  if (false as boolean)',
    test: { file: rules, grep: 'a CT series a century later' },
  },
  {
    file: 'server/records/disposing/rules.ts',
    find: '  if (asOf <= until)',
    replace: '  if (asOf < until)',
    test: { file: rules, grep: 'the content goes after the last day of publication' },
  },
  {
    file: 'server/records/disposing/rules.ts',
    find: 'export const DAYS_PUBLISHED = 60;',
    replace: 'export const DAYS_PUBLISHED = 30;',
    test: { file: life, grep: LIFE },
  },
  {
    file: 'server/records/disposing/rules.ts',
    find: '  if (!isHistorical(held))',
    replace: '  if (false as boolean)',
    test: { file: historical, grep: 'when its series is kept' },
  },
  {
    file: 'server/records/disposing/gates.ts',
    find: '  if (settled) throw',
    replace: '  if (settled?.acta === held.code) throw',
    test: { file: historical, grep: 'a later table that would eliminate' },
  },
  {
    file: 'server/records/disposing/transferring.ts',
    find: '  if (unselected) throw',
    replace: "  if (unselected?.code === '') throw",
    test: { file: historical, grep: 'of an S series what was selected goes' },
  },
  {
    file: 'server/records/disposing/transferring.ts',
    find: '  if (transfer.prepared.by === user.id) throw',
    replace: "  if (user.id === '') throw",
    test: { file: historical, grep: 'by an inventory that another person receives' },
  },
  {
    file: 'server/records/disposing/archiving.ts',
    find: "    if (selected) record.state = 'historical';\n",
    replace: "    record.state = 'historical';\n",
    test: { file: historical, grep: 'of an S series what was selected goes' },
  },
  {
    file: 'server/records/disposing/selecting.ts',
    find: '    transfer.sha256 = inventoryHash(code, transfer.lines);\n',
    replace: '',
    test: { file: historical, grep: 'of an S series what was selected goes' },
  },
  {
    file: 'server/records/disposing/queries/due.ts',
    find: "isHistorical(row) === (stage === 'history')",
    replace: "(isHistorical(row) || stage === 'central')",
    test: { file: historical, grep: 'is offered when its years are over' },
  },
  {
    file: 'server/records/disposing/proving.ts',
    find: "if (!historical || (state === 'historical') !== historical.selected)",
    replace: 'if (!historical)',
    test: { file: historical, grep: 'whose archive is not what its transfer decided' },
  },
  {
    file: 'server/records/disposing/gates.ts',
    find: '  if (hold) throw new Refusal(hold.key, { code: record.code, ...hold.params });\n',
    replace: '',
    test: { file: life, grep: LIFE },
  },
  {
    file: 'server/records/disposing/deciding.ts',
    find: "    if (!has(user, 'committee')) throw new Refusal('records.disposal.refusal.not_committee');\n",
    replace: '',
    test: { file: life, grep: LIFE },
  },
  {
    file: 'server/records/disposing/destroying.ts',
    find: '.filter((one) => !shared.has(one))',
    replace: '',
    test: { file: life, grep: LIFE },
  },
  {
    file: 'server/records/disposing/destroying.ts',
    find: "  if (decision.signature.person === user.id) throw new Refusal('records.disposal.refusal.decider');\n",
    replace: '',
    test: { file: life, grep: LIFE },
  },
  {
    file: 'server/records/disposing/reading-back.ts',
    find: "    if (error instanceof DamagedFile) return 'damaged';\n",
    replace: "    if (error instanceof DamagedFile) return 'legible';\n",
    test: { file: pages, grep: 'stored files are opened and read again' },
  },
];
