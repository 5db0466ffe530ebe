// Processes as records that others point at.
import { coversProcess } from '../platform/access/engagement.ts';
import type { Kind, Shown } from '../platform/links/kinds.ts';
import { foldText } from '../platform/search/terms.ts';
import { allProcesses, type ProcessRow } from './queries.ts';

export const processKind: Kind = {
  name: 'process',
  words: { one: 'processes.one', many: 'processes.many' },
  async show(ids, user) {
    // Links hold their ends whoever looks.
    const isSeen = (row: ProcessRow) => user === null || coversProcess(user, row.id);
    return (await allProcesses()).filter((row) => ids.includes(row.id) && isSeen(row)).map(shown);
  },
  async find(typed, user, limit) {
    const words = foldText(typed).split(/\s+/).filter(Boolean);
    // A typed word matches the beginning of a word, as everywhere in the search.
    const isIn = (row: ProcessRow) =>
      coversProcess(user, row.id) &&
      words.every((word) =>
        ` ${foldText(`${row.code} ${row.name}`)}`.replaceAll('(', ' ').includes(` ${word}`),
      );
    return (await allProcesses()).filter(isIn).slice(0, limit).map(shown); // prettier-ignore
  },
  async byCode(code, user) {
    const row = (await allProcesses()).find((one) => one.code === code);
    return row && coversProcess(user, row.id) ? shown(row) : null;
  },
  async *enumerate() {
    for (const row of await allProcesses()) yield row.id;
  },
};

function shown(row: ProcessRow): Shown {
  return {
    kind: 'process',
    id: row.id,
    code: row.code,
    title: row.name,
    url: `/procesos/${row.code}`,
    state: row.active ? null : { key: 'processes.state.inactive', tone: 'off' },
  };
}
