// Verbs on the structure: areas and positions, what each position answers for (G3g), who represents management (G3h).
import { act, type Actor } from '../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import type { Day } from '../platform/clock.ts';
import { Area } from './area.ts';
import { Position } from './position.ts';
import { areasWhere } from './queries/index.ts';

export interface AreaInput {
  code: string;
  name: string;
  parent: string | null;
  active?: boolean;
}

/** @throws Invalid when the code is taken or the area above does not exist. Returns the id. */
export function createArea(input: AreaInput, actor: Actor): Promise<string> {
  return act('people.create_area', actor, async () => {
    const area = new Area({ active: true, ...input });
    await mustFit(input, null);
    await area.save();
    return area.id;
  });
}

export async function editArea(id: string, input: AreaInput, actor: Actor): Promise<void> {
  await act('people.edit_area', actor, async () => {
    const area = await Area.findById(id);
    if (!area) throw new NotFound();
    await mustFit(input, id);
    area.set(input);
    await area.save();
  });
}

export interface PositionInput {
  name: string;
  area: string;
  responsibilities?: string;
  active?: boolean;
}

/** @throws Invalid when the area already has a position of that name. Returns the id. */
export function createPosition(input: PositionInput, actor: Actor): Promise<string> {
  return act('people.create_position', actor, async () => {
    await mustBeOnlyOne(input, null);
    const position = new Position({ active: true, responsibilities: '', ...input });
    await position.save();
    return position.id;
  });
}

export async function editPosition(id: string, input: PositionInput, actor: Actor): Promise<void> {
  await act('people.edit_position', actor, async () => {
    const position = await thePosition(id);
    await mustBeOnlyOne(input, id);
    if (input.active === false && position.isRepresentative)
      throw new Refusal('people.refusal.representative_active');
    position.set(input);
    await position.save();
  });
}

/** Designates a position as the management representative's; the one before ceases. G3h */
export async function designate(
  id: string,
  designation: { act: string; since: Day },
  actor: Actor,
): Promise<void> {
  await act('people.designate', actor, async () => {
    const position = await thePosition(id);
    if (!position.active) throw new Refusal('people.refusal.position_closed');
    for (const former of await Position.find({ isRepresentative: true, _id: { $ne: id } })) {
      former.set({ isRepresentative: false, representative: null });
      await former.save();
    }
    position.set({ isRepresentative: true, representative: designation });
    await position.save();
  }, { queue: 'people/representative' }); // prettier-ignore
}

async function thePosition(id: string) {
  const position = await Position.findById(id);
  if (!position) throw new NotFound();
  return position;
}

async function mustBeOnlyOne(input: PositionInput, own: string | null): Promise<void> {
  if (!(await Area.exists({ _id: input.area }))) throw Invalid.field('area', 'people.form.area_gone');
  const same = await Position.exists({
    area: input.area,
    name: input.name,
    ...(own ? { _id: { $ne: own } } : {}),
  });
  if (same) throw Invalid.field('name', 'people.form.position_taken');
}

/** The code is free, and the tree stays a tree. */
async function mustFit(input: AreaInput, own: string | null): Promise<void> {
  const same = await Area.exists({ code: input.code, ...(own ? { _id: { $ne: own } } : {}) });
  if (same) throw Invalid.field('code', 'people.form.code_taken');
  const tree = new Map((await areasWhere()).map((area) => [area.id, area.parent]));
  let above = input.parent;
  while (above !== null) {
    if (above === own) throw Invalid.field('parent', 'people.form.area_loop');
    const next = tree.get(above);
    if (next === undefined) throw Invalid.field('parent', 'people.form.area_gone');
    above = next;
  }
}
