// The head of a document's pages: code and state, tabs, facts, the route of the version on its way, and the acts this person may do.
import { today } from '../../platform/clock.ts';
import { may } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { isAuthor } from '../approving.ts';
import type { DocumentRecord } from '../document.ts';
import { isDue, type VersionSubject } from '../policy.ts';
import { inForceOn } from '../queries/listing.ts';
import type { VersionRow } from '../queries/showing.ts';
import { favourable, type Step } from '../rules.ts';
import { stateTag } from './listing.ts';
import { needsOf, participantName } from './types.ts';

type AnyCtx = Pick<Ctx<unknown, unknown, unknown>, 't' | 'language' | 'user'>;

export function pathOf(code: string, ...rest: (string | number)[]): string {
  return ['/documentos', encodeURIComponent(code), ...rest].join('/');
}

/** What every page of a document begins with. */
export function documentHead(document: DocumentRecord, ctx: AnyCtx, tab: string): Record<string, unknown> {
  const { t, language, user } = ctx;
  const shown = inForceOn(document, today());
  return {
    title: document.title,
    code: document.code,
    path: pathOf(document.code),
    state: stateTag({ state: document.state, shown }, language),
    inForce: shown,
    working: document.working,
    workingState: document.working && t(`documents.version_state.${document.working.state}`),
    withdrawal: document.withdrawal,
    crumbs: [
      { href: '/', label: t('shared.home') },
      { href: '/documentos', label: t('documents.title') },
      { label: document.code },
    ],
    tabs: tabsOf(document, user, t, tab),
    facts: factsOf(document, t),
    printLine: t('documents.print_line', {
      code: document.code,
      version: shown?.label ?? '—',
      day: today().split('-').reverse().join('/'),
    }),
  };
}

function tabsOf(
  document: DocumentRecord,
  user: User,
  t: AnyCtx['t'],
  current: string,
): Record<string, unknown>[] {
  const history = may(user, 'documents.history', document);
  const all = [
    { name: 'content', href: pathOf(document.code), shown: true },
    { name: 'versions', href: pathOf(document.code, 'versiones'), shown: history },
    {
      name: 'distribution',
      href: pathOf(document.code, 'distribucion'),
      shown: may(user, 'documents.see_readers', document),
    },
    { name: 'copies', href: pathOf(document.code, 'copias'), shown: may(user, 'documents.copies') },
    { name: 'links', href: pathOf(document.code, 'vinculos'), shown: true },
    { name: 'history', href: pathOf(document.code, 'historial'), shown: history },
  ];
  return all
    .filter((tab) => tab.shown)
    .map(({ name, href }) => ({ href, label: t(`documents.tab.${name}`), current: name === current }));
}

function factsOf(document: DocumentRecord, t: AnyCtx['t']): Record<string, unknown>[] {
  const shown = inForceOn(document, today());
  return [
    { label: t('documents.column.version'), value: shown?.label },
    { label: t('documents.column.type'), value: document.typeName },
    { label: t('documents.column.process'), value: document.processName },
    { label: t('documents.column.owner'), value: document.ownerName },
    { label: t('documents.column.effective'), day: shown?.effective ?? null },
    { label: t('documents.column.review'), day: document.nextReview },
  ];
}

export interface RouteStep {
  state: 'done' | 'now' | 'later' | 'stopped';
  name: string;
  who?: string;
  position?: string;
  at?: Date | string;
  note?: string;
}

/** The route of a version as steps: written, each review and approval, issued, in force. */
export function routeSteps(version: VersionRow, t: AnyCtx['t']): RouteStep[] {
  const writer = version.submitted ?? version.authors.at(-1);
  const written: RouteStep = {
    state: version.state === 'draft' ? 'now' : 'done',
    name: t('documents.route.written'),
    who: writer?.name ?? '',
    position: writer?.position ?? '',
    at: version.submitted?.at ?? version.savedAt,
  };
  const steps = version.route.map((step, index) => decisionStep(version, step, index, t));
  const issued: RouteStep = {
    state: version.issued ? 'done' : version.state === 'approved' ? 'now' : 'later',
    name: t('documents.route.issued'),
    ...(version.issued
      ? { who: version.issued.name, position: version.issued.position ?? '', at: version.issued.at }
      : {}),
  };
  const effective: RouteStep = {
    state:
      version.state === 'in_force' || version.state === 'obsolete'
        ? 'done'
        : version.state === 'issued'
          ? 'now'
          : 'later',
    name: t('documents.route.effective'),
    ...(version.effective ? { at: version.effective } : {}),
  };
  return [written, ...steps, issued, effective];
}

function decisionStep(version: VersionRow, step: Step, index: number, t: AnyCtx['t']): RouteStep {
  // What was signed before a return or a retaking counts no more: the route begins again.
  const given = version.state === 'draft' ? [] : favourable(version.decisions, version.cycle, index);
  const returned = version.decisions.find(
    (one) => one.cycle === version.cycle && one.step === index && one.verdict === 'returned',
  );
  const name = t(`documents.route.${step.stage}`);
  if (returned)
    return {
      state: 'stopped',
      name,
      who: returned.name,
      position: returned.position ?? '',
      at: returned.at,
      note: returned.comment,
    };
  const done = version.state !== 'draft' && (index < version.step || version.approvedAt !== null);
  const due = index === version.step && (version.state === 'in_review' || version.state === 'in_approval');
  const last = given.at(-1);
  const signed = given.map((one) => one.name).join(', ');
  if (done && last) return { state: 'done', name, who: signed, position: last.position ?? '', at: last.at };
  const awaited = step.participants.map((one) => participantName(one, t)).join(', ');
  return {
    state: due ? 'now' : 'later',
    name,
    who: awaited,
    note: [needsOf(step, t), signed && t('documents.route.signed', { names: signed })]
      .filter(Boolean)
      .join('. '),
  };
}

/** Whether this person decided already in the step that is due. */
function hasDecided({ decisions, cycle, step }: VersionSubject['version'], user: User): boolean {
  return favourable(decisions, cycle, step).some((one) => one.person === user.id);
}

/** What this person may do with a version, for the buttons of its page. */
export function versionActs(subject: VersionSubject, user: User): Record<string, boolean> {
  const { version } = subject;
  const draft = version.state === 'draft';
  const onRoute = version.state === 'in_review' || version.state === 'in_approval';
  return {
    edit: draft && may(user, 'documents.save', subject),
    submit: draft && may(user, 'documents.submit', subject),
    discard: draft && may(user, 'documents.save', subject),
    takeBack: (onRoute || version.state === 'approved') && may(user, 'documents.take_back', subject),
    decide:
      onRoute && isDue(user, version) && may(user, 'documents.decide', subject) && !hasDecided(version, user),
    comment: (draft || onRoute) && may(user, 'documents.comment', subject),
    issue: version.state === 'approved' && may(user, 'documents.issue', subject),
    callBack: version.state === 'issued' && may(user, 'documents.issue', subject),
    confirmAdoption: version.state === 'adopting' && may(user, 'documents.confirm_adoption', subject),
    refuseAdoption: version.state === 'adopting' && may(user, 'documents.refuse_adoption', subject),
    wrote: isAuthor(version, user.id),
  };
}
