// Gathers what ties a person to processes, out of the records of earlier slices: nothing here is declared by anybody (G14).
import { actionOwners } from '../../actions/index.ts';
import { documentOwners, tiesToProcess } from '../../documents/index.ts';
import { areasByIds, heldBy, peopleByIds, positionsByIds, type Holding } from '../../people/index.ts';
import { addMonths, today, type Day } from '../../platform/clock.ts';
import { allProcesses, leadershipOf, type Leadership, type ProcessRow } from '../../processes/index.ts';
import { shared, type Tie } from '../rules/independence.ts';
import { lookBack } from '../settings.ts';

/** What a later slice knows of a person's work in a process (id): its own records that they made, approved or own. */
export type TieSource = (person: string, process: ProcessRow, since: Day) => Promise<Tie[]>;

const sources: TieSource[] = [];

/** Adds the records of a later slice to what is looked at; it calls this from its `register`. */
export function registerTies(source: TieSource): void {
  sources.push(source);
}

/**
 * Everything that ties a person to these processes and to the parts below them, as far back as the look-back asks.
 * @param ids of processes
 */
export async function tiesOf(person: string, ids: readonly string[], day: Day = today()): Promise<Tie[]> {
  const since = addMonths(day, -lookBack.get());
  const processes = await withParts(ids);
  const holdings = await heldBy(person);
  const [row] = await peopleByIds([person], day);
  const about = { person, since, holdings, areas: row?.areas ?? [], day };
  const ties: Tie[] = [];
  // One after the other: inside an act they share one session.
  for (const process of processes) ties.push(...(await tiesToOne(process, about)));
  return ties;
}

interface About {
  person: string;
  since: Day;
  holdings: Holding[];
  /** Ids of the areas of today. */
  areas: readonly string[];
  day: Day;
}

async function tiesToOne(process: ProcessRow, about: About): Promise<Tie[]> {
  const led = await leadershipOf(process.id);
  const ties = [
    ...(await inDocuments(process, about)),
    ...(await asOwner(process, about)),
    ...asLeader(process, led, about),
    ...(await byBelonging(process, led, about)),
    ...(await inActions(process, about)),
  ];
  for (const source of sources) ties.push(...(await source(about.person, process, about.since)));
  return ties;
}

async function inDocuments(process: ProcessRow, { person, since }: About): Promise<Tie[]> {
  const ties = await tiesToProcess(person, process.id, since);
  return ties.map(({ code, version, what, at, stands }) => ({
    kind: what,
    process: process.code,
    record: `${code} v. ${version}`,
    href: `/documentos/${encodeURIComponent(code)}`,
    from: at,
    until: stands ? null : at,
  }));
}

async function asOwner(process: ProcessRow, { holdings }: About): Promise<Tie[]> {
  const owners = await documentOwners(process.id);
  return owners.flatMap(({ code, position }) =>
    holdings
      .filter((held) => held.position === position)
      .map(({ from, until }) => ({
        kind: 'owns_document',
        process: process.code,
        record: code,
        href: `/documentos/${encodeURIComponent(code)}`,
        from,
        until,
      })),
  );
}

function asLeader(process: ProcessRow, led: readonly Leadership[], { holdings }: About): Tie[] {
  return led.flatMap((stretch) =>
    holdings
      .filter((held) => held.position === stretch.position)
      .flatMap((held) => {
        const both = shared(held, stretch);
        return both ? [{ kind: 'leads' as const, process: process.code, record: held.positionName, href: `/cargos/${held.position}`, ...both }] : [];
      }),
  );
} // prettier-ignore

/** The areas of a process are those of the positions that lead it or led it within the look-back. */
async function byBelonging(process: ProcessRow, led: readonly Leadership[], about: About): Promise<Tie[]> {
  const { holdings, since, day } = about;
  const recent = led.filter(({ until }) => until === null || until >= since);
  const positions = await positionsByIds([...recent.map((one) => one.position), ...holdings.map((one) => one.position)]); // prettier-ignore
  const areaOf = new Map(positions.map((one) => [one.id, one.area]));
  const areas = new Set(recent.flatMap((one) => areaOf.get(one.position) ?? []));
  const names = new Map((await areasByIds([...areas])).map((one) => [one.id, one.name]));
  const tie = (area: string, from: Day, until: Day | null): Tie => ({
    kind: 'belongs',
    process: process.code,
    record: names.get(area) ?? '',
    href: null,
    from,
    until,
  });
  return [
    ...about.areas.filter((area) => areas.has(area)).map((area) => tie(area, day, null)),
    ...holdings.flatMap(({ position, from, until }) => {
      const area = areaOf.get(position);
      return area && areas.has(area) ? [tie(area, from, until)] : [];
    }),
  ];
}

async function inActions(process: ProcessRow, { person, since, holdings }: About): Promise<Tie[]> {
  const owned = await actionOwners(process.id, since);
  return owned.flatMap(({ code, position, people, from, until }) => {
    const tie = (stretch: { from: Day; until: Day | null }): Tie => ({
      kind: 'owns_action',
      process: process.code,
      record: code,
      href: `/acciones/${code}`,
      ...stretch,
    });
    if (people.includes(person)) return [tie({ from, until })];
    const held = holdings.filter((one) => one.position === position);
    return held.flatMap((one) => {
      const both = shared(one, { from, until });
      return both ? [tie(both)] : [];
    });
  });
}

/** The processes with everything below them on the map: who belongs to a part belongs to the whole. */
async function withParts(ids: readonly string[]): Promise<ProcessRow[]> {
  const all = await allProcesses();
  const wanted = new Set(ids);
  for (let grown = -1; grown !== wanted.size;) {
    grown = wanted.size;
    for (const { id, parent } of all) if (parent && wanted.has(parent)) wanted.add(id);
  }
  return all.filter(({ id }) => wanted.has(id));
}
