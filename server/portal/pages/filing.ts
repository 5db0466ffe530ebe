// File a petition, complaint, claim, suggestion or report without an account: accessible, without scripts, anonymous if one wishes (G13).
import { proofOf, type Ctx } from '../../platform/http/context.ts';
import {
  CITIZEN_KINDS,
  currentNotice,
  file,
  petitionOf,
  receivedBefore,
  sentFiles,
  stillAttached,
  type Petition,
  type Received,
} from '../../complaints/index.ts';
import { publicLinks } from './links.ts'; // prettier-ignore

const RECEIVED = '/solicitudes/recibida';

export function start(ctx: Ctx): void {
  ctx.page('portal/start', { title: ctx.t('portal.start.title'), links: publicLinks(ctx, '/solicitudes') }, { layout: 'public' }); // prettier-ignore
}

export async function blank(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  ctx.page(
    'portal/file',
    {
      title: t('portal.file.title'),
      links: publicLinks(ctx, '/solicitudes/nueva'),
      kinds: CITIZEN_KINDS.map((value) => ({ value, label: t(`complaints.kind.${value}`), hint: t(`complaints.kind_hint.${value}`) })),
      identities: (['named', 'reserved', 'anonymous'] as const).map((value) => ({ value, label: t(`portal.identity.${value}`), hint: t(`portal.identity.${value}_hint`) })),
      notice: currentNotice(),
      attached: await stillAttached(ctx),
    },
    { layout: 'public' },
  );
} // prettier-ignore

export async function send(ctx: Ctx<undefined, Petition>): Promise<void> {
  const files = await sentFiles(ctx.req);
  handOver(ctx, await file({ ...petitionOf(ctx.input), files }, proofOf(ctx.req)));
  await ctx.redirect(RECEIVED);
}

/** Sent again because the answer never arrived: the same number and code, to the session that sent it and to nobody else. */
export async function sentAgain(ctx: Ctx): Promise<string> {
  const received = await receivedBefore(proofOf(ctx.req));
  if (received) handOver(ctx, received);
  return RECEIVED;
}

function handOver(ctx: Pick<Ctx, 'req'>, received: Received): void {
  ctx.req.session.filed = received;
  remember(ctx, received.code);
}

/** The number and the code to follow it, to note down or print; as long as the session lasts. */
export async function received(ctx: Ctx): Promise<void> {
  const { filed } = ctx.req.session;
  if (!filed) return ctx.redirect('/solicitudes/consulta', { kind: 'info', key: 'portal.received.gone' });
  ctx.page(
    'portal/received',
    { title: ctx.t('portal.received.title'), links: publicLinks(ctx, ''), ...filed },
    { layout: 'public' },
  );
}

/** This session proved that it holds the number and the code of a petition. */
export function remember(ctx: Pick<Ctx, 'req'>, code: string): void {
  const { session } = ctx.req;
  session.followed = [code, ...(session.followed ?? []).filter((one) => one !== code)].slice(0, 10);
}

declare module 'express-session' {
  interface SessionData {
    /** The petition filed last in this session, with its code, shown once more when the page is loaded again. */
    filed: { code: string; secret: string };
    /** Petitions that this session may read. */
    followed: string[];
  }
}
