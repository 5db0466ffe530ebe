// The fishbone of causes (Ishikawa) as a drawing: families above and below a spine that ends in what happened.
import { shapesToSvg, wrap, type Shape, type Shapes } from '../../platform/charts/index.ts';

export interface Bone {
  name: string;
  causes: string[];
}

const TEXT = 13;
const LINE = 16;
const COLUMN = 220;
const BOX = { width: 152, height: 28 };
const SLANT = 46;
const HEAD = 172;
const MARGIN = 6;

/** Draws the families that have causes; the same in words describes it. */
export function fishbone(bones: readonly Bone[], effect: string, title: string): string {
  const desc = [
    effect,
    ...bones.filter(hasCauses).map(({ name, causes }) => `${name}: ${causes.join('; ')}`),
  ];
  return shapesToSvg(layoutFishbone(bones, effect), { title, desc: desc.join('. '), className: 'flow' });
}

export function layoutFishbone(bones: readonly Bone[], effect: string): Shapes {
  const drawn = bones.filter(hasCauses).map((bone) => ({ name: bone.name, causes: bone.causes.map(linesOf) }));
  const columns = Math.max(1, Math.ceil(drawn.length / 2));
  const upper = drawn.filter((_one, index) => index % 2 === 0);
  const lower = drawn.filter((_one, index) => index % 2 === 1);
  const spine = reach(upper) + MARGIN;
  const end = columns * COLUMN + 16;
  const items: Shape[] = [
    ...upper.flatMap((bone, index) => drawBone(bone, index * COLUMN, spine, -reach(upper))),
    ...lower.flatMap((bone, index) => drawBone(bone, index * COLUMN, spine, reach(lower))),
    { kind: 'path', d: `M${MARGIN} ${spine}L${end} ${spine}`, tone: 'edge' },
    { kind: 'path', d: `M${end} ${spine - 5}L${end + 9} ${spine}L${end} ${spine + 5}Z`, tone: 'arrow' },
    ...drawHead(effect, end + 10, spine),
  ];
  const height = Math.max(spine + (lower.length > 0 ? reach(lower) : 0), spine + 50) + MARGIN;
  return { width: end + HEAD + 16, height, items };
} // prettier-ignore

interface Laid {
  name: string;
  /** Each cause as its lines. */
  causes: string[][];
}

function hasCauses({ causes }: Bone): boolean {
  return causes.length > 0;
}

function linesOf(cause: string): string[] {
  return wrap(cause, COLUMN - SLANT - 64, TEXT, 400, 4);
}

/** How far from the spine the family's box ends. */
function reach(bones: readonly Laid[]): number {
  const tallest = Math.max(0, ...bones.map(({ causes }) => causes.flat().length * LINE + causes.length * 9));
  return bones.length === 0 ? 40 : BOX.height + 14 + tallest + 12;
}

/** @param far signed distance from the spine to the outer edge of the box: negative is above */
function drawBone({ name, causes }: Laid, x: number, spine: number, far: number): Shape[] {
  const up = far < 0;
  const outer = spine + far;
  const boxTop = up ? outer : outer - BOX.height;
  const start = { x: x + COLUMN - SLANT - 40, y: up ? boxTop + BOX.height : boxTop };
  const foot = { x: start.x + SLANT, y: spine };
  const along = (y: number): number =>
    start.x + ((y - start.y) / (foot.y - start.y)) * (foot.x - start.x);
  const items: Shape[] = [
    { kind: 'path', d: `M${start.x} ${start.y}L${foot.x} ${foot.y}`, tone: 'edge' },
    { kind: 'rect', x: start.x - BOX.width / 2, y: boxTop, ...BOX, radius: 5, tone: 'step' },
    { kind: 'text', x: start.x, y: boxTop + 19, text: name, size: TEXT, weight: 600, anchor: 'middle', tone: 'name' },
  ];
  let y = up ? start.y + 18 : spine + 18;
  for (const lines of causes) {
    const twig = y + (lines.length - 1) * LINE + 5;
    const right = along(twig) - 2;
    // The bone leans over the far line of a cause: its text keeps clear of both ends.
    const edge = Math.min(along(y - TEXT), right) - 8;
    lines.forEach((text, index) =>
      items.push({ kind: 'text', x: edge, y: y + index * LINE, text, size: TEXT, weight: 400, anchor: 'end', tone: 'name' }),
    );
    items.push({ kind: 'path', d: `M${x + MARGIN} ${twig}L${right} ${twig}`, tone: 'axis' });
    y = twig + LINE + 4;
  }
  return items;
} // prettier-ignore

function drawHead(effect: string, x: number, spine: number): Shape[] {
  const lines = wrap(effect, HEAD - 24, TEXT, 600, 5);
  const height = lines.length * LINE + 18;
  const top = spine - height / 2;
  return [
    { kind: 'rect', x, y: top, width: HEAD, height, radius: 6, tone: 'bad' },
    ...lines.map((text, index): Shape => ({
      kind: 'text',
      x: x + HEAD / 2,
      y: top + 22 + index * LINE,
      text,
      size: TEXT,
      weight: 600,
      anchor: 'middle',
      tone: 'name',
    })),
  ];
}
