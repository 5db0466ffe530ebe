// What a list of documents may name: types, processes and positions of this copy, and the codes in use.
import { positionOptions } from '../../people/index.ts';
import { processOptions } from '../../processes/index.ts';
import { foldText } from '../../platform/search/terms.ts';
import { Document } from '../document.ts';
import { DocumentType } from '../type.ts';
import type { Known } from './checking.ts';

interface Option {
  value: string;
  label: string;
}

/** A type by code or name; a process by code, name or both; a position by name, with its area where two share it. */
export async function knownFor(entries: readonly string[]): Promise<Known> {
  const [types, processes, positions, codes] = await Promise.all([
    DocumentType.find({ active: true }).lean(),
    processOptions(),
    positionOptions(),
    // A refused adoption left its code to be proposed again.
    Document.distinct('code', { $nor: [{ adopted: true, state: 'new', working: null, current: null }] }),
  ]);
  const typed = types.flatMap(({ _id, code, name, isForm }) => {
    const type = { id: String(_id), isForm };
    return [[foldText(code), type] as const, [foldText(name), type] as const];
  });
  const positionsByName = byName(positions);
  return {
    types: new Map(typed),
    processes: new Map(processes.flatMap(namesOf)),
    positions: positionsByName,
    codes: new Set(codes),
    entries,
  };
}

function namesOf({ value, label }: Option): [string, string][] {
  const [code = '', ...name] = label.split(' · ');
  return [label, code, name.join(' · '), `${code} ${name.join(' · ')}`].map((one) => [foldText(one), value]);
}

function byName(positions: readonly Option[]): Map<string, string | null> {
  const named = new Map<string, string | null>();
  for (const { value, label } of positions) {
    const name = foldText(label.split(' · ')[0] ?? label);
    named.set(name, named.has(name) ? null : value);
    named.set(foldText(label), value);
  }
  return named;
}

/** What the template lists beside the rows to fill in. */
export async function acceptedNames(): Promise<{
  types: string[];
  processes: string[];
  positions: string[];
}> {
  const [types, processes, positions] = await Promise.all([
    DocumentType.find({ active: true }).sort({ name: 1 }).lean(),
    processOptions(),
    positionOptions(),
  ]);
  return {
    types: types.map(({ name }) => name),
    processes: processes.map(({ label }) => label),
    positions: positions.map(({ label }) => label),
  };
}
