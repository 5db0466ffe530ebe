// Packs as their templates need them.
import { formatDateTime, type Language } from '../../platform/words/index.ts';
import type { PackRecord } from './pack.ts';
import { STEPS, type Progress } from './progress.ts';
import { PACK_TONES } from './rules.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

export function packPath(code: string): string {
  return `/evidencia/paquetes/${code}`;
}

export function stateTag({ state }: Pick<PackRecord, 'state'>, t: T) {
  return { kind: PACK_TONES[state], text: t(`evidence.pack.state.${state}`) };
}

export function packRow(pack: PackRecord, t: T) {
  const { code, subject, cutOff, engagementCode, askedAt } = pack;
  const title = subject.sort === 'set' ? t(subject.title) : [subject.code, subject.title].filter(Boolean).join(' · '); // prettier-ignore
  return { href: packPath(code), code, title, cutOff, engagementCode, askedAt, state: stateTag(pack, t) };
}

/** A pack as a line of another page. */
export function packLine(pack: PackRecord, t: T) {
  const { href, code, title, state } = packRow(pack, t);
  return { href, label: code, note: title, tag: state };
}

export function packFacts(pack: PackRecord, language: Language, t: T) {
  const { cutOff, engagementCode, askedBy, askedAt, result } = pack;
  return [
    { label: t('evidence.pack.field.cut_off'), day: cutOff },
    ...(engagementCode
      ? [{ label: t('evidence.pack.field.engagement'), value: engagementCode, href: `/sala-de-lectura/${engagementCode}` }]
      : [{ label: t('evidence.pack.field.engagement'), value: t('evidence.pack.own_use') }]),
    { label: t('evidence.pack.field.asked_by'), value: `${askedBy.name} · ${formatDateTime(askedAt, language)}` },
    ...(result
      ? [
          { label: t('evidence.pack.field.built'), value: formatDateTime(result.at, language) },
          { label: t('evidence.pack.field.holds'), value: t('evidence.pack.holds', { evidence: result.evidence, files: result.files, pages: result.pages }) },
        ]
      : []),
  ]; // prettier-ignore
}

/** How far the build is, as a share of one and in words. */
export function progressView(progress: Progress | null, t: T) {
  if (!progress) return { share: 0, text: t('evidence.pack.step.queued') };
  const { step, done, total } = progress;
  const within = total > 0 ? done / total : 0;
  return {
    share: (STEPS.indexOf(step) + within) / STEPS.length,
    text: t(`evidence.pack.step.${step}`, { done, total }),
  };
}
