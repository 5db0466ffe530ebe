// Follow a petition with its number and code: where it stands, its reply; complete it, confirm the reply, rate it. Never by an address alone.
import {
  acknowledgeReply,
  citizenView,
  complaintOf,
  complete,
  rate,
  sendFile,
  sentFiles,
  stillAttached,
  unlock,
} from '../../complaints/index.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { remember } from './filing.ts';
import { publicLinks } from './links.ts'; // prettier-ignore

const CITIZEN = { kind: 'citizen' } as const;
type Petition = NonNullable<Awaited<ReturnType<typeof complaintOf>>>;

export function ask(ctx: Ctx): void {
  ctx.page(
    'portal/follow',
    { title: ctx.t('portal.follow.title'), links: publicLinks(ctx, '/solicitudes/consulta') },
    { layout: 'public' },
  );
}

/** The same answer for a number that does not exist and for a code that is not its own. @throws Invalid */
export async function open(ctx: Ctx<undefined, { number: string; secret: string }>): Promise<void> {
  const code = await unlock(ctx.input.number, ctx.input.secret);
  if (!code) throw Invalid.field('number', 'portal.follow.wrong');
  remember(ctx, code);
  await ctx.redirect(`/solicitudes/consulta/${code}`);
}

export async function show(ctx: Ctx): Promise<void> {
  const petition = await opened(ctx);
  if (!petition) return toFollow(ctx);
  ctx.page(
    'portal/petition',
    {
      title: petition.code,
      links: publicLinks(ctx, ''),
      path: `/solicitudes/consulta/${petition.code}`,
      ...citizenView(petition, ctx),
      scores: [5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: ctx.t(`complaints.score.s${score}`) })),
      attached: await stillAttached(ctx),
    },
    { layout: 'public' },
  );
} // prettier-ignore

export async function sendFileOf(ctx: Ctx): Promise<void> {
  const petition = await opened(ctx);
  if (!petition) return toFollow(ctx);
  const shown = petition.files.filter(({ purpose }) => purpose !== 'proof' && (purpose !== 'reply' || petition.reply?.sent)); // prettier-ignore
  await sendFile(ctx, { files: shown }, String(ctx.req.params.sha256));
}

export async function add(ctx: Ctx<undefined, { text: string }>): Promise<void> {
  const { code } = await mustBeOpened(ctx);
  await complete(code, { text: ctx.input.text, files: await sentFiles(ctx.req) }, null, CITIZEN);
  await back(ctx, code, 'portal.flash.added');
}

export async function acknowledge(ctx: Ctx): Promise<void> {
  const { code } = await mustBeOpened(ctx);
  await acknowledgeReply(code, CITIZEN);
  await back(ctx, code, 'portal.flash.acknowledged');
}

export async function score(ctx: Ctx<undefined, { score: number; comment: string }>): Promise<void> {
  const { code } = await mustBeOpened(ctx);
  await rate(code, ctx.input, null, CITIZEN);
  await back(ctx, code, 'portal.flash.rated');
}

/** The petition, when this session proved that it knows its code. */
async function opened({ req }: Pick<Ctx, 'req'>): Promise<Petition | null> {
  const code = String(req.params.code);
  return (req.session.followed ?? []).includes(code) ? complaintOf(code) : null;
}

async function mustBeOpened(ctx: Pick<Ctx, 'req'>): Promise<Petition> {
  const petition = await opened(ctx);
  if (!petition) throw new NotFound('portal.follow.ended');
  return petition;
}

function toFollow(ctx: Ctx): Promise<void> {
  return ctx.redirect('/solicitudes/consulta', { kind: 'info', key: 'portal.follow.ended' });
}

function back(ctx: Pick<Ctx, 'redirect'>, code: string, key: string): Promise<void> {
  return ctx.redirect(`/solicitudes/consulta/${code}`, { key });
}
