// Handlers of evidence packs: the list, asking for one, watching it being built, taking it away, and its public page.
import { today } from '../../../platform/clock.ts';
import { Invalid, Refusal } from '../../../platform/errors.ts';
import { fileStore } from '../../../platform/files/index.ts';
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import { clauseSets } from '../../../requirements/index.ts';
import { askForPack, tryAgain } from '../asking.ts';
import type { newPackQuery, packForm, packsQuery } from '../forms.ts';
import { buildSoon } from '../jobs.ts';
import type { PackRecord, PackResult } from '../pack.ts';
import { packFacts, packPath, packRow, progressView, stateTag } from '../present.ts';
import { progressOf } from '../progress.ts';
import { engagementOptions, listPacks } from '../queries.ts';
import { SUBJECTS } from '../rules.ts';
import { verifierPage } from '../verifier.ts';

export async function list(ctx: Ctx<undefined, undefined, InputOf<typeof packsQuery>>): Promise<void> {
  const page = await listPacks(ctx.user, ctx.query.pagina);
  ctx.page('evidence/packs', {
    title: ctx.t('evidence.pack.many'),
    list: { ...page, rows: page.rows.map((row) => packRow(row, ctx.t)) },
    can: { build: ctx.may('evidence.build_pack') },
  });
}

export async function blank(ctx: Ctx<undefined, undefined, InputOf<typeof newPackQuery> | undefined>): Promise<void> {
  const { t, query } = ctx;
  const [clause, record] = [query?.requisito ?? '', query?.codigo ?? ''];
  ctx.page('evidence/pack_form', {
    title: t('evidence.pack.new'),
    crumbs: [{ label: t('evidence.pack.many'), href: '/evidencia/paquetes' }, { label: t('evidence.pack.new') }],
    pack: { sort: record ? 'record' : 'clause', clause, record, cutOff: today() },
    sorts: SUBJECTS.map((value) => ({ value, label: t(`evidence.pack.sort.${value}`) })),
    sets: clauseSets.map((set) => ({ value: set.id, label: t(set.word) })),
    engagements: await engagementOptions(),
  });
} // prettier-ignore

export async function ask(ctx: Ctx<undefined, InputOf<typeof packForm>>): Promise<void> {
  const { input, user, language } = ctx;
  const { sort, cutOff, engagement } = input;
  const asked = { sort, of: input[sort], cutOff, engagement: engagement || null };
  const code = await askForPack(asked, language, user).catch((error: unknown) => {
    // The verb speaks of what the pack is of; on this form that field bears the name of its sort.
    if (!(error instanceof Invalid) || !error.fields.of) throw error;
    throw new Invalid({ [sort]: error.fields.of });
  });
  buildSoon();
  await ctx.redirect(packPath(code), { key: 'evidence.pack.flash.asked', params: { code } });
}

const SECONDS_BETWEEN_LOOKS = 3;

export async function show(ctx: Ctx<PackRecord>): Promise<void> {
  const { subject: pack, language, t } = ctx;
  const { code, state, result, failure } = pack;
  const progress = state === 'waiting' ? await progressOf(code) : null;
  // Without scripts: the browser asks again by itself while there is something to wait for.
  if (state === 'waiting') ctx.res.setHeader('Refresh', String(SECONDS_BETWEEN_LOOKS));
  ctx.page('evidence/pack', {
    title: t('evidence.pack.of', { subject: packRow(pack, t).title }),
    crumbs: [{ label: t('evidence.pack.many'), href: '/evidencia/paquetes' }, { label: code }],
    code,
    state: stateTag(pack, t),
    path: packPath(code),
    published: `/paquetes/${code}`,
    facts: packFacts(pack, language, t),
    waiting: state === 'waiting' && progressView(progress, t),
    failure: failure && { text: t(failure.key, failure.params) },
    hash: result?.sha256,
    can: {
      take: state === 'ready' && ctx.may('evidence.take_pack', pack),
      again: state === 'failed' && ctx.may('evidence.build_pack', pack),
    },
  });
}

export async function again(ctx: Ctx<PackRecord>): Promise<void> {
  const { code } = ctx.subject;
  await tryAgain(code, ctx.actor);
  buildSoon();
  await ctx.redirect(packPath(code), { key: 'evidence.pack.flash.asked', params: { code } });
}

/** The ZIP, read whole before its first byte goes out. @throws Refusal when it is not ready or no longer what was published */
export async function take(ctx: Ctx<PackRecord>): Promise<void> {
  const { code, result } = ctx.subject;
  if (!result) throw new Refusal('evidence.pack.refusal.not_ready');
  if ((await fileStore().check(result.sha256)) !== 'whole')
    throw new Refusal('evidence.pack.refusal.damaged');
  ctx.download(`${code}.zip`, 'application/zip', await fileStore().open(result.sha256));
}

/** The page that checks a pack off line, alone: whoever mistrusts the one inside of a ZIP takes it from here. */
export function verifier(ctx: Ctx): void {
  ctx.download('verify.html', 'text/html; charset=utf-8', verifierPage(ctx.language));
}

/** Public: its code, its day and its hash, and nothing else (L4). */
export function published(ctx: Ctx<{ code: string; result: PackResult }>): void {
  const { code, result } = ctx.subject;
  ctx.page(
    'evidence/pack_published',
    { title: ctx.t('evidence.pack.one_code', { code }), code, at: result.at, sha256: result.sha256 },
    { layout: 'public' },
  );
}
