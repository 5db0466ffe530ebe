// Pages of the auditors: who is qualified until when, a new qualification, and the rules of audits.
import { peopleOptions } from '../../people/index.ts';
import { act } from '../../platform/audit/act.ts';
import { addMonths, today } from '../../platform/clock.ts';
import { fileStore } from '../../platform/files/index.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { accepts, attachmentsOf } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { readSettings } from '../../platform/settings/settings.ts';
import { NotFound } from '../../platform/errors.ts';
import type { qualificationForm, settingsForm } from '../forms/planning.ts';
import { criteriaNames } from '../present/report.ts';
import { setOptions } from '../present/programmes.ts';
import { allQualifications } from '../queries/auditors.ts';
import { holdsOn, LEVELS, type QualificationRecord } from '../qualification.ts';
import { qualify } from '../qualifying.ts';
import { lookBack, terms } from '../settings.ts';
import { storedFiles } from './files.ts';

export const qualificationUpload = accepts({ allowed: ['pdf', 'jpg', 'png'], megabytes: 10 });
const HOME = '/auditores';

export async function list(ctx: Ctx): Promise<void> {
  const { t, language } = ctx;
  const all = await allQualifications();
  ctx.page('audits/auditors', {
    title: t('audits.auditors.title'),
    rows: all.map((one) => ({
      name: one.personName,
      level: t(`audits.level.${one.level}`),
      ground: one.ground,
      criteria: criteriaNames(one.criteria, language),
      from: one.from,
      until: one.until,
      file: one.file && `${HOME}/${String(one._id)}/soporte`,
      state: stateOf(one, t),
      withdrawn: one.withdrawn,
      withdraw: !one.withdrawn && one.until >= today() && ctx.may('audits.withdraw_qualification', one) ? `${HOME}/${String(one._id)}/retiro` : null,
    })),
    months: lookBack.get(),
    can: { qualify: ctx.may('audits.qualify'), settings: ctx.may('audits.settings') },
  });
} // prettier-ignore

export async function blank(ctx: Ctx): Promise<void> {
  const { t, language, user } = ctx;
  const people = (await peopleOptions()).filter((one) => one.value !== user.id);
  ctx.page('audits/auditor_form', {
    title: t('audits.auditors.new'),
    crumbs: [{ href: HOME, label: t('audits.auditors.title') }, { label: t('audits.auditors.new') }],
    people,
    levels: LEVELS.map((value) => ({ value, label: t(`audits.level.${value}`) })),
    sets: setOptions(null, language),
    from: today(),
    until: addMonths(today(), 36),
  });
}

export async function create(ctx: Ctx<undefined, InputOf<typeof qualificationForm>>): Promise<void> {
  const [file] = storedFiles(await attachmentsOf(ctx.req, 'file'));
  await qualify({ ...ctx.input, file: file ?? null }, ctx.user);
  await ctx.redirect(HOME, { key: 'audits.flash.qualified' });
}

export async function support(ctx: Ctx<QualificationRecord>): Promise<void> {
  const { file } = ctx.subject;
  if (!file) throw new NotFound();
  ctx.download(file.name, file.type, await fileStore().read(file.sha256));
}

export function rules(ctx: Ctx): void {
  const { t } = ctx;
  const now = terms.get();
  ctx.page('audits/settings', {
    title: t('audits.settings.title'),
    crumbs: [{ href: HOME, label: t('audits.auditors.title') }, { label: t('audits.settings.title') }],
    months: lookBack.get(),
    grades: (['major', 'minor', 'observation'] as const).map((grade) => ({ label: t(`audits.grade.${grade}`), answerName: `${grade}_answer`, closeName: `${grade}_close`, ...now[grade] })),
    can: { set: ctx.may('audits.set') },
  });
} // prettier-ignore

export async function setRules(ctx: Ctx<undefined, InputOf<typeof settingsForm>>): Promise<void> {
  const { months, ...given } = ctx.input;
  await act('audits.set', ctx.actor, async () => {
    await lookBack.set(months);
    await terms.set({
      major: { answer: given.major_answer, close: given.major_close },
      minor: { answer: given.minor_answer, close: given.minor_close },
      observation: { answer: given.observation_answer, close: given.observation_close },
    });
  });
  await readSettings();
  await ctx.redirect('/auditores/reglas', { key: 'audits.flash.saved' });
}

function stateOf(one: QualificationRecord, t: Ctx['t']) {
  if (one.withdrawn) return { kind: 'off', text: t('audits.qualification.withdrawn') };
  if (holdsOn(one, today())) return { kind: 'ok', text: t('audits.qualification.valid') };
  return one.from > today()
    ? { kind: 'info', text: t('audits.qualification.coming') }
    : { kind: 'bad', text: t('audits.qualification.ended') };
}
