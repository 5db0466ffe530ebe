// The report of an audit as the structure of a PDF: scope, criteria, team with its independence, summary, findings, conclusion, signatures (G14).
import { clauseSets } from '../../requirements/index.ts';
import { layoutBars } from '../../platform/charts/index.ts';
import type { NonconformityState } from '../../actions/index.ts';
import type { Signature } from '../../platform/access/signatures.ts';
import type { Block, Cell, Structure } from '../../platform/pdf/index.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDate, formatDateTime, translate, type Language } from '../../platform/words/index.ts';
import type { AuditRecord, Member } from '../audit.ts';
import type { FindingRecord } from '../finding.ts';
import type { SectionTally } from '../queries/reading.ts';
import { GRADES, RESULTS } from '../rules/states.ts';
import type { SampleRecord } from '../sample.ts';

export interface ReportFacts {
  audit: AuditRecord;
  sections: SectionTally[];
  findings: FindingRecord[];
  samples: SampleRecord[];
  treatments: ReadonlyMap<string, NonconformityState>;
  /** Findings of an earlier audit that this one verified. */
  followed: FindingRecord[];
  follows: string | null;
}

export function reportStructure(facts: ReportFacts, language: Language): Structure {
  const { audit } = facts;
  const t = sayer(language);
  const title = t('report.title', { code: audit.code });
  return {
    title: audit.title,
    subtitle: title,
    language: language === 'es' ? 'es-CO' : 'en',
    author: entity.get().name,
    header: { left: entity.get().name, right: audit.code },
    footer: { left: title, pageOf: t('report.page_of', { page: '{x}', pages: '{y}' }) },
    blocks: [
      ...(audit.state === 'closed' ? [] : [notice(t('report.draft'))]),
      factsBlock(facts, language),
      ...section(t('report.objective'), audit.objective),
      ...section(t('report.scope'), audit.scope),
      ...teamBlocks(facts, language),
      ...sampleBlocks(facts, language),
      ...summaryBlocks(facts, language),
      ...followedBlocks(facts, language),
      ...findingBlocks(facts, language),
      ...section(t('report.conclusion'), audit.conclusion || t('report.no_conclusion')),
      ...signatureBlocks(audit, language),
    ],
  };
}

function factsBlock({ audit, follows }: ReportFacts, language: Language): Block {
  const t = sayer(language);
  const rows: [string, string][] = [
    [t('field.origin'), audit.origin === 'external' ? `${t('origin.external')}: ${audit.body}` : t('origin.internal')],
    [t('field.processes'), audit.processes.map((one) => `${one.code} ${one.name}`).join('\n')],
    [t('field.criteria'), criteriaNames(audit.criteria, language)],
    [t('field.method'), t(`method.${audit.method}`)],
    [t('field.remote'), audit.remote],
    [t('field.days'), `${formatDate(audit.from)} – ${formatDate(audit.until)}`],
    [t('field.follows'), follows ?? ''],
    [t('field.accepted'), audit.accepted ? `${audit.accepted.name}, ${formatDateTime(audit.accepted.at, language)}` : ''],
  ];
  return { kind: 'facts', rows: rows.filter(([, value]) => value !== '') };
} // prettier-ignore

/** The team, and what the computed independence says of each at each moment. */
function teamBlocks({ audit }: ReportFacts, language: Language): Block[] {
  const t = sayer(language);
  if (audit.team.length === 0) return [];
  const statement = (member: Member): string => {
    const checks = audit.checks.filter((one) => one.person === member.person);
    if (checks.length === 0) return t('report.not_examining');
    const last = checks.at(-1);
    const params = { months: last?.months ?? 0, day: formatDate(last?.at ?? null) };
    if (!member.exception) return t('report.independent', params);
    const { peer, reason, reviewed } = member.exception;
    const records = [...new Set(checks.flatMap((one) => one.ties.map((tie) => tie.record)))].join(', ');
    return `${t('report.exception', { records, reason, peer: peer.name })} ${reviewed ? t('report.peer_signed', { day: formatDate(reviewed.at) }) : ''}`;
  };
  return [
    heading(t('report.team')),
    {
      kind: 'table',
      head: [t('field.member'), t('field.role'), t('report.independence')],
      rows: audit.team.map((one) => [`${one.name}${one.position ? `, ${one.position}` : ''}`, t(`role.${one.role}`), statement(one)]),
      shares: [32, 16, 52],
    },
  ];
} // prettier-ignore

function sampleBlocks({ samples }: ReportFacts, language: Language): Block[] {
  const t = sayer(language);
  if (samples.length === 0) return [];
  return [
    heading(t('report.samples')),
    {
      kind: 'table',
      head: [t('field.population'), t('field.sample_method'), t('field.seed'), t('report.drawn')],
      rows: samples.map((one) => [
        one.population,
        t('sample.of', { size: one.size, population: one.populationSize, method: t(`sample_method.${one.method}`) }),
        one.seed,
        one.drawn.map((place) => one.items[place - 1] ?? String(place)).join(', '),
      ]),
      shares: [30, 20, 15, 35],
    },
    { kind: 'paragraph', words: t('report.reproducible'), quiet: true },
  ];
} // prettier-ignore

const RESULT_STATES = {
  conforming: 'ok',
  nonconforming: 'bad',
  observation: 'warn',
  not_applicable: undefined,
} as const;

function summaryBlocks({ sections, findings }: ReportFacts, language: Language): Block[] {
  const t = sayer(language);
  const blocks: Block[] = [heading(t('report.summary'))];
  const rows = RESULTS.map((result) => {
    const value = sections.reduce((sum, one) => sum + one.results[result], 0);
    const state = RESULT_STATES[result];
    return { label: t(`result.${result}`), value, text: String(value), ...(state ? { state } : {}) };
  });
  if (sections.length > 0) blocks.push({ kind: 'drawing', shapes: layoutBars(rows, {}), caption: t('report.lines_chart') });
  const standing = findings.filter((one) => !one.withdrawn);
  const grades = GRADES.map((grade) => {
    const value = standing.filter((one) => one.grade === grade).length;
    return { label: t(`grade.${grade}`), value, text: String(value), ...(grade === 'major' ? { state: 'bad' as const } : grade === 'minor' ? { state: 'warn' as const } : {}) };
  });
  return [...blocks, { kind: 'drawing', shapes: layoutBars(grades, {}), caption: t('report.findings_chart') }];
} // prettier-ignore

function followedBlocks({ followed, audit }: ReportFacts, language: Language): Block[] {
  const t = sayer(language);
  if (followed.length === 0) return [];
  const verdict = ({ followUp }: FindingRecord): string =>
    followUp?.audit === String(audit._id) ? t(followUp.effective ? 'follow_up.effective' : 'follow_up.not_effective') : t('follow_up.not_verified');
  return [
    heading(t('report.follow_up')),
    {
      kind: 'table',
      head: [t('field.finding'), t('field.statement'), t('report.verdict'), t('field.evidence')],
      rows: followed.map((one) => [one.code, one.statement, verdict(one), one.followUp?.evidence ?? '']),
      shares: [18, 34, 16, 32],
    },
  ];
} // prettier-ignore

function findingBlocks({ findings, treatments }: ReportFacts, language: Language): Block[] {
  const t = sayer(language);
  const standing = findings.filter((one) => !one.withdrawn);
  if (standing.length === 0) return [heading(t('report.findings')), { kind: 'paragraph', words: t('report.no_findings') }];
  return [heading(t('report.findings')), ...standing.flatMap((one) => oneFinding(one, treatments, language))];
} // prettier-ignore

function oneFinding(finding: FindingRecord, treatments: ReportFacts['treatments'], language: Language): Block[] {
  const t = sayer(language);
  const { answer, nonconformity, followUp } = finding;
  const state = nonconformity && treatments.get(nonconformity.id);
  const rows: [string, string][] = [
    [t('field.process'), finding.processCode],
    [t('field.requirement'), finding.requirement],
    [t('field.statement'), finding.statement],
    [t('field.evidence'), finding.evidence],
    [t('field.answer_by'), formatDate(finding.answerBy)],
    [t('field.answer'), answer ? [t(answer.accepts ? 'answer.accepts' : 'answer.disputes'), answer.text, answer.correction, `${answer.name}, ${formatDateTime(answer.at, language)}`].filter(Boolean).join('\n') : finding.answerBy ? t('report.no_answer') : ''],
    [t('field.nonconformity'), nonconformity ? `${nonconformity.code}${state ? ` · ${translate(language, state.word)}` : ''}` : ''],
    [t('field.follow_up'), followUp ? `${followUp.code}: ${t(followUp.effective ? 'follow_up.effective' : 'follow_up.not_effective')}` : ''],
  ];
  return [
    { kind: 'heading', level: 3, words: `${finding.code} · ${t(`grade.${finding.grade}`)}` },
    { kind: 'facts', rows: rows.filter(([, value]) => value !== '') },
  ];
} // prettier-ignore

function signatureBlocks(audit: AuditRecord, language: Language): Block[] {
  const t = sayer(language);
  const row = (what: string, { name, position, at, sha256 }: Signature): Cell[] => [what, `${name}${position ? `, ${position}` : ''}`, formatDateTime(at, language), sha256.slice(0, 16)];
  const peers = audit.team.flatMap((one) => (one.exception?.reviewed ? [row(t('report.peer_review'), one.exception.reviewed)] : []));
  const rows = [
    ...(audit.signed ? [row(t('report.signed_findings'), audit.signed)] : []),
    ...peers,
    ...(audit.closed ? [row(t('report.signed_report'), audit.closed)] : []),
  ];
  if (rows.length === 0) return [];
  return [
    heading(t('report.signatures')),
    { kind: 'table', head: [t('report.act'), t('report.who'), t('report.at'), 'SHA-256'], rows, shares: [26, 36, 20, 18] },
  ];
} // prettier-ignore

/** Names of sets of clauses with their editions. */
export function criteriaNames(ids: readonly string[], language: Language): string {
  return clauseSets
    .filter((set) => ids.includes(set.id))
    .map((set) => translate(language, set.word))
    .join('; ');
}

function section(title: string, words: string): Block[] {
  return words ? [heading(title), { kind: 'paragraph', words }] : [];
}

function heading(words: string): Block {
  return { kind: 'heading', level: 2, words };
}

function notice(words: string): Block {
  return { kind: 'notice', tone: 'warn', words };
}

function sayer(language: Language) {
  return (key: string, params?: Record<string, string | number>): string => translate(language, `audits.${key}`, params);
} // prettier-ignore
