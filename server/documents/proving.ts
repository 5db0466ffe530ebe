// What documents state about themselves, held against their versions and decisions: `verify` names each fault (G1a, G1c, G1g).
import { dayOf } from '../platform/clock.ts';
import type { FaultMessage } from '../platform/errors.ts';
import type { Fault } from '../platform/http/slice.ts';
import { Comment } from './comment.ts';
import { Document, type DocumentRecord, type VersionGlance } from './document.ts';
import { favourable, isStepDone, OPEN_STATES, stateOfStep, type VersionState } from './rules.ts';
import { contentHash, Version, type VersionRecord } from './version.ts';

const DECIDED: readonly VersionState[] = ['approved', 'issued', 'in_force', 'obsolete'];
const ISSUED: readonly VersionState[] = ['issued', 'in_force', 'obsolete'];

export async function* documentFaults(): AsyncGenerator<Fault> {
  for await (const document of Document.find()
    .lean<DocumentRecord>()
    .cursor() as AsyncIterable<DocumentRecord>) {
    const versions = await Version.find({ document: document._id }).lean<VersionRecord[]>();
    const commented = await Comment.distinct('version', { document: document._id, settled: null });
    for (const { key, params } of standingFaults(document, versions))
      yield { check: 'document', subject: document.code, says: key, params };
    for (const version of versions)
      for (const { key, params } of versionFaults(version, new Set(commented.map(String))))
        yield { check: 'version', subject: `${document.code} v${version.number}`, says: key, params };
  }
}

/** Hashes of the files that versions hold. */
export async function* documentFiles(): AsyncGenerator<string> {
  const held = Version.find({ 'content.kind': 'file' }, { 'content.sha256': 1 }).lean<{
    content: { sha256: string };
  }>();
  for await (const one of held.cursor()) yield one.content.sha256;
}

/** Whether the document says of its versions what they say themselves. */
export function standingFaults(
  document: Pick<DocumentRecord, 'state' | 'current' | 'working'>,
  versions: readonly VersionRecord[],
): FaultMessage[] {
  const faults: FaultMessage[] = [];
  const inForce = versions.filter((one) => one.state === 'in_force');
  const open = versions.filter((one) => OPEN_STATES.includes(one.state));
  if (inForce.length > 1)
    faults.push({ key: 'documents.fault.many_in_force', params: { count: inForce.length } });
  if (open.length > 1) faults.push({ key: 'documents.fault.many_open', params: { count: open.length } });
  if ((document.state === 'in_force') !== inForce.length > 0)
    faults.push({
      key: 'documents.fault.state',
      params: { state: `documents.state.${document.state}`, count: inForce.length },
    });
  if (inForce[0] && !isGlanceOf(document.current, inForce[0]))
    faults.push({ key: 'documents.fault.shown_current' });
  if (open.length === 0 ? document.working !== null : !isGlanceOf(document.working, open[0]))
    faults.push({ key: 'documents.fault.shown_working' });
  return faults;
}

function isGlanceOf(glance: VersionGlance | null, version: VersionRecord | undefined): boolean {
  if (!glance || !version) return glance === null && version === undefined;
  return (
    glance.id === String(version._id) &&
    glance.state === version.state &&
    glance.effective === version.effective
  );
}

/** Whether the state of a version follows from its content and the decisions on it. */
export function versionFaults(version: VersionRecord, commented: ReadonlySet<string>): FaultMessage[] {
  const faults: FaultMessage[] = [];
  const { state } = version;
  const isFrozen = state !== 'draft' && state !== 'discarded';
  if (isFrozen && version.sha256 !== contentHash(version)) faults.push({ key: 'documents.fault.content' });
  if (version.open !== OPEN_STATES.includes(state)) faults.push({ key: 'documents.fault.open' });
  if (version.adopted) return [...faults, ...adoptionFaults(version)];
  if (
    (state === 'in_review' || state === 'in_approval') &&
    stateOfStep(version.route[version.step]) !== state
  )
    faults.push({ key: 'documents.fault.step' });
  if (DECIDED.includes(state)) faults.push(...decisionFaults(version));
  if (DECIDED.includes(state) && commented.has(String(version._id)))
    faults.push({ key: 'documents.fault.observations' });
  if (ISSUED.includes(state) && !isIssued(version)) faults.push({ key: 'documents.fault.issued' });
  return faults;
}

/** Every step has what it asks for, from people who did not write the version, on the content that is stored. */
function decisionFaults(version: VersionRecord): FaultMessage[] {
  const faults: FaultMessage[] = [];
  if (!version.approvedAt || version.route.length === 0) faults.push({ key: 'documents.fault.approval' });
  for (const [index, step] of version.route.entries()) {
    const given = favourable(version.decisions, version.cycle, index);
    if (!isStepDone(step, given))
      faults.push({ key: 'documents.fault.step_open', params: { step: index + 1 } });
    if (given.some((one) => one.sha256 !== version.sha256))
      faults.push({ key: 'documents.fault.step_content', params: { step: index + 1 } });
    if (
      given.some(
        (one) =>
          version.authors.some((author) => author.id === one.person) || version.submitted?.by === one.person,
      )
    )
      faults.push({ key: 'documents.fault.step_author', params: { step: index + 1 } });
  }
  return faults;
}

function isIssued({ issued, effective, approvedAt }: VersionRecord): boolean {
  return issued !== null && effective !== null && approvedAt !== null && effective >= dayOf(approvedAt);
}

function adoptionFaults({ state, adopted }: VersionRecord): FaultMessage[] {
  if (state === 'adopting' || state === 'discarded') return [];
  if (!adopted?.confirmed) return [{ key: 'documents.fault.adoption' }];
  return adopted.confirmed.id === adopted.by.id ? [{ key: 'documents.fault.adoption_confirmed' }] : [];
}
