// What documents state about themselves, held against their versions and decisions: `verify` names each fault (G1a, G1c, G1g).
import { dayOf } from '../platform/clock.ts';
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
    const faults = [
      ...standingFaults(document, versions),
      ...versions.flatMap((one) => versionFaults(one, new Set(commented.map(String)))),
    ];
    for (const says of faults) yield { check: 'document', subject: `document ${document.code}`, says };
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
): string[] {
  const faults: string[] = [];
  const inForce = versions.filter((one) => one.state === 'in_force');
  const open = versions.filter((one) => OPEN_STATES.includes(one.state));
  if (inForce.length > 1) faults.push(`${inForce.length} versions are in force`);
  if (open.length > 1) faults.push(`${open.length} versions are on their way`);
  if ((document.state === 'in_force') !== inForce.length > 0)
    faults.push(`it is ${document.state} with ${inForce.length} versions in force`);
  if (inForce[0] && !isGlanceOf(document.current, inForce[0]))
    faults.push('it shows another version as in force');
  if (open.length === 0 ? document.working !== null : !isGlanceOf(document.working, open[0]))
    faults.push('it shows another version as on its way');
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
export function versionFaults(version: VersionRecord, commented: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  const says = (what: string): void => void faults.push(`version ${version.number}: ${what}`);
  const { state } = version;
  const isFrozen = state !== 'draft' && state !== 'discarded';
  if (isFrozen && version.sha256 !== contentHash(version)) says('its content is not the one that was signed');
  if (version.open !== OPEN_STATES.includes(state)) says('it is marked wrongly as on its way');
  if (version.adopted) return [...faults, ...adoptionFaults(version)];
  if (
    (state === 'in_review' || state === 'in_approval') &&
    stateOfStep(version.route[version.step]) !== state
  )
    says('its state is not the one of its step');
  if (DECIDED.includes(state)) for (const what of decisionFaults(version)) says(what);
  if (DECIDED.includes(state) && commented.has(String(version._id)))
    says('it was approved with open observations');
  if (ISSUED.includes(state) && !isIssued(version))
    says('it was issued without a date on or after its approval');
  return faults;
}

/** Every step has what it asks for, from people who did not write the version, on the content that is stored. */
function decisionFaults(version: VersionRecord): string[] {
  const faults: string[] = [];
  if (!version.approvedAt || version.route.length === 0) faults.push('it was never approved');
  for (const [index, step] of version.route.entries()) {
    const given = favourable(version.decisions, version.cycle, index);
    if (!isStepDone(step, given)) faults.push(`step ${index + 1} lacks decisions`);
    if (given.some((one) => one.sha256 !== version.sha256))
      faults.push(`step ${index + 1} signed another content`);
    if (
      given.some(
        (one) =>
          version.authors.some((author) => author.id === one.person) || version.submitted?.by === one.person,
      )
    )
      faults.push(`step ${index + 1} was decided by an author`);
  }
  return faults;
}

function isIssued({ issued, effective, approvedAt }: VersionRecord): boolean {
  return issued !== null && effective !== null && approvedAt !== null && effective >= dayOf(approvedAt);
}

function adoptionFaults({ number, state, adopted }: VersionRecord): string[] {
  if (state === 'adopting' || state === 'discarded') return [];
  if (!adopted?.confirmed) return [`version ${number}: its adoption was never confirmed`];
  return adopted.confirmed.id === adopted.by.id
    ? [`version ${number}: its adoption was confirmed by who proposed it`]
    : [];
}
