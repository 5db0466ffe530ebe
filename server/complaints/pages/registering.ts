// Registering what came to the desk, by mail, phone or letter, and the slip for who brought it.
import { now, startOf } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { proofOf, type Ctx } from '../../platform/http/context.ts';
import type { registerForm } from '../forms/acting.ts';
import { petitionOf } from '../forms/petition.ts';
import type { ComplaintSubject } from '../policy.ts';
import { headOf } from '../present/showing.ts';
import { receivedBefore, register } from '../receiving.ts';
import { KINDS, OFFICE_CHANNELS } from '../rules/terms.ts';
import { currentNotice } from '../settings.ts';
import { sentFiles, stillAttached } from './files.ts';

export async function blank(ctx: Ctx): Promise<void> {
  const moment = new Date(now().getTime() - 5 * 3_600_000).toISOString().slice(0, 16);
  ctx.page('complaints/new', {
    title: ctx.t('complaints.new.title'),
    crumbs: [{ label: ctx.t('complaints.title'), href: '/pqrsd' }, { label: ctx.t('complaints.new.title') }],
    kinds: named(KINDS, 'kind', ctx),
    channels: named(OFFICE_CHANNELS, 'channel', ctx),
    identities: named(['named', 'reserved', 'anonymous'], 'identity_choice', ctx),
    notice: currentNotice(),
    moment,
    attached: await stillAttached(ctx),
  });
}

export async function create(ctx: Ctx<undefined, InputOf<typeof registerForm>>): Promise<void> {
  const { input, user } = ctx;
  const files = await sentFiles(ctx.req);
  const received = { channel: input.channel, receivedAt: momentOf(input.receivedAt), files };
  const { code, secret } = await register({ ...petitionOf(input), ...received }, user, proofOf(ctx.req));
  ctx.req.session.handed = { code, secret };
  await ctx.redirect(`/pqrsd/${code}/constancia`, { key: 'complaints.flash.registered', params: { code } });
}

/** Sent again because the answer never arrived: the same slip. */
export async function createdBefore(ctx: Ctx): Promise<string> {
  const received = await receivedBefore(proofOf(ctx.req));
  if (!received) return '/pqrsd';
  ctx.req.session.handed = received;
  return `/pqrsd/${received.code}/constancia`;
}

/** The slip for who stands at the desk or is on the phone; it can be shown again while the session lasts. */
export async function slip(ctx: Ctx<ComplaintSubject>): Promise<void> {
  const { code } = ctx.subject;
  const handed = ctx.req.session.handed;
  if (handed?.code !== code) return ctx.redirect(`/pqrsd/${code}`);
  ctx.page('complaints/slip', { ...headOf(ctx.subject, ctx), secret: handed.secret, due: ctx.subject.due });
}

/** `2026-11-20T16:45` in Bogotá. */
function momentOf(text: string): Date {
  const [day = '', time = ''] = text.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(startOf(day).getTime() + (hours * 60 + minutes) * 60_000);
}

function named(values: readonly string[], group: string, { t }: Pick<Ctx, 't'>) {
  return values.map((value) => ({ value, label: t(`complaints.${group}.${value}`) }));
}

declare module 'express-session' {
  interface SessionData {
    /** The last complaint registered here, with the code to hand over. */
    handed: { code: string; secret: string };
  }
}
