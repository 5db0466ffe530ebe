// The lines at the top of every public page.
import type { Ctx } from '../../platform/http/context.ts';

const LINES = [
  ['/solicitudes', 'portal.menu.start'],
  ['/solicitudes/nueva', 'portal.menu.file'],
  ['/solicitudes/consulta', 'portal.menu.follow'],
  ['/v', 'portal.menu.copy'],
] as const;

export function publicLinks({ t }: Pick<Ctx, 't'>, current: string) {
  return LINES.map(([href, key]) => ({ href, label: t(key), current: href === current }));
}
