// A certifier account without an open engagement sees one page, which says so, and nothing else (L3).
import type { RequestHandler } from 'express';
import { isCertifier } from '../../platform/access/engagement.ts';
import { translate } from '../../platform/words/index.ts';

export const gate: RequestHandler = (req, res, next) => {
  const user = req.user ?? null;
  if (!isCertifier(user) || user?.engagement || isFree(req.path)) return next();
  const { language } = res.locals.page;
  const page = { title: translate(language, 'evidence.room.shut'), layout: 'plain' };
  res.status(403).render('evidence/room_shut', page);
};

/** One's own account, the way out, and what everybody may see without an account. */
const OWN = ['/mi-cuenta', '/salir', '/idioma', '/ingreso', '/salud'];
const PUBLIC = /^\/(?:v|paquetes|assets|accesibilidad|datos-personales)(?:\/|$)/;

function isFree(path: string): boolean {
  return PUBLIC.test(path) || OWN.some((one) => path === one || path.startsWith(`${one}/`));
}
