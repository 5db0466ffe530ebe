// manifest.json: every file with its hash, what was signed by whom, and the part of the trail that proves it (L4).
import { canonical } from '../../platform/audit/canonical.ts';
import type { TrailExtract } from '../../platform/audit/extract.ts';
import type { ZipEntry } from '../../platform/files/index.ts';
import { entity } from '../../platform/settings/settings.ts';
import { VERSION } from '../../platform/version.ts';
import { subjectTitle } from './front.ts';
import type { Chapter } from './gathering.ts';
import type { PackRecord } from './pack.ts';
import type { PackedEvidence, PackedVersion } from './packing.ts';

export interface ManifestParts {
  pack: PackRecord;
  chapters: readonly Chapter[];
  evidence: ReadonlyMap<string, PackedEvidence>;
  entries: readonly ZipEntry[];
  trail: TrailExtract;
  at: Date;
}

/** In canonical form (sorted keys, no spaces), so that hashes can be taken again from what stands in it. */
export function manifestOf({ pack, chapters, evidence, entries, trail, at }: ManifestParts): string {
  const { code, subject, cutOff, language, engagementCode, askedBy } = pack;
  return canonical({
    format: 'vigente-pack/1',
    software: `Vigente ${VERSION}`,
    code,
    entity: entity.get().name,
    subject: { kind: subject.kind, id: subject.id, code: subject.code, title: subjectTitle(pack) },
    cutOff,
    language,
    engagement: engagementCode || null,
    askedBy: askedBy.name,
    builtAt: at,
    chapters,
    evidence: [...evidence].map(([key, one]) => evidenceIn(key, one)),
    files: entries.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    trail: {
      chains: trail.chains,
      seals: trail.seals.map(({ _id, at: sealedAt, reason, root, leaves, prev, hash }) => ({
        number: _id,
        at: sealedAt,
        reason,
        root,
        leaves,
        prev,
        hash,
      })),
    },
  });
}

function evidenceIn(key: string, one: PackedEvidence) {
  const { code, title, kind, state, facts, subject, personal } = one;
  const versions = one.versions.map((version) => versionIn(version, personal));
  return { key, kind, code, title, state, facts, subject, personal, versions };
}

function versionIn(version: PackedVersion, personal: boolean) {
  const { label, state, effective, sha256, signatures, files, contentKind, signsContent } = version;
  const path = files[0]?.path ?? null;
  const content = signsContent ? { kind: contentKind, path, left: personal || path === null } : null;
  return { label, state, effective, sha256, signatures, files: files.map((file) => file.path), content };
}
