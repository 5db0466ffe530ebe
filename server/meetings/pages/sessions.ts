// Pages of sessions: the list, one session, and its minutes as a PDF.
import { historyOf } from '../../platform/audit/history.ts';
import { Refusal } from '../../platform/errors.ts';
import { DamagedFile, fileStore, MissingFile } from '../../platform/files/index.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { kindNamed } from '../../platform/links/kinds.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { composePdf } from '../../platform/pdf/index.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import type { listQuery } from '../forms.ts';
import type { SessionSubject } from '../policy.ts';
import { actaStructure } from '../present/pdf.ts';
import { actsOn, agendaRows, attendanceRows, sessionFacts, sessionHead, sessionRow, signatureRows, timelineRows } from '../present/sessions.ts'; // prettier-ignore
import { bodiesFor, listSessions, neighbours } from '../queries.ts';
import { actaCode, SESSION_STATES } from '../rules.ts';
import type { SessionRecord } from '../session.ts';

type Query = InputOf<typeof listQuery>;

export async function list(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const { query, user, t } = ctx;
  const year = /^\d{4}$/.test(query.anio) ? Number(query.anio) : null;
  const filter = { body: query.organo || null, state: query.estado, year, page: query.pagina };
  const [page, bodies] = await Promise.all([listSessions(filter, user), bodiesFor(user)]);
  ctx.page('meetings/sessions', {
    title: t('meetings.sessions.title'),
    list: { ...page, rows: page.rows.map((row) => sessionRow(row, t)) },
    filter: query,
    filtered: Boolean(query.organo || query.estado || query.anio),
    bodies: bodies.map(({ code, name }) => ({ value: code, label: name })),
    states: SESSION_STATES.map((value) => ({ value, label: t(`meetings.state.${value}`) })),
    can: { convene: bodies.some((one) => one.active && ctx.may('meetings.convene', one)) },
  });
}

const LATEST = 10;

export async function show(ctx: Ctx<SessionSubject>): Promise<void> {
  const { subject, user, t } = ctx;
  const { session } = subject;
  const [acts, linked, urls, { next }] = await Promise.all([
    historyOf(`session:${String(session._id)}`, { limit: LATEST }),
    panel({ kind: 'session', id: String(session._id) }, user),
    subjectUrls(session, user),
    neighbours(session, user),
  ]);
  ctx.page('meetings/session', {
    ...sessionHead({ ...subject, session: asSeen(session, user) }, t),
    facts: sessionFacts(subject, t),
    agenda: agendaRows(subject, user, t, urls),
    attendance: attendanceRows(session, t),
    signatures: signatureRows(session, t, ctx.language),
    linked: linked.map((row) => lineOf(row, t)),
    timeline: timelineRows(acts, t),
    next,
    paragraphs: session.minutes.split(/\n{2,}/),
    noQuorum: session.quorum?.met === false,
    can: actsOn(subject, user),
  });
}

/** The signed PDF as it was kept; before, a draft that says so. */
export async function acta(ctx: Ctx<SessionSubject>): Promise<void> {
  const { session } = ctx.subject;
  const name = `${actaCode(session.code)}.pdf`;
  const bytes = session.acta
    ? await whole(session.acta.file.sha256)
    : await composePdf(actaStructure(session, session.signatures));
  ctx.download(name, 'application/pdf', bytes);
}

/** What was noted after the cut-off of a certifying body is not there for it. */
function asSeen(session: SessionRecord, user: User): SessionRecord {
  const close = closeFor(user);
  return close ? { ...session, annotations: session.annotations.filter((one) => one.at < close) } : session;
}

async function whole(sha256: string): Promise<Buffer> {
  try {
    return await fileStore().read(sha256);
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof MissingFile)
      throw new Refusal('meetings.refusal.file_damaged');
    throw error;
  }
}

async function subjectUrls(session: SessionRecord, user: User): Promise<Map<string, string>> {
  const refs = session.agenda.flatMap((item) => item.subject ?? []);
  const found = await Promise.all(
    refs.map(async ({ kind, id }) => (await kindNamed(kind)?.show([id], user)) ?? []),
  );
  return new Map(found.flat().map((one) => [`${one.kind}:${one.id}`, one.url]));
}
