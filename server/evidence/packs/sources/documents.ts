// Documents as evidence in a pack.
import { documentEvidence, type VersionEvidence } from '../../../documents/index.ts';
import type { Asked, EvidenceFile, EvidenceVersion, Source } from './source.ts';

export const documentSource: Source = async ({ shown, day, language, every, t }) => {
  const found = await documentEvidence(shown.id, day, { every, language });
  if (!found) return null;
  const { code, title, typeName, processName, ownerName } = found;
  const facts: [string, string][] = [
    [t('documents.column.type'), typeName],
    [t('documents.column.process'), processName],
    [t('documents.column.owner'), ownerName],
  ];
  return {
    kind: 'document',
    id: shown.id,
    code,
    title,
    state: t(`documents.version_state.${found.versions[0]?.state ?? 'obsolete'}`),
    facts: facts.filter(([, value]) => value !== ''),
    versions: found.versions.map((version) => versionOf(version, t)),
    subject: `document:${shown.id}`,
    personal: false,
  };
};

function versionOf(version: VersionEvidence, t: Asked['t']): EvidenceVersion {
  const { label, state, effective, sha256, signatures, content, copy } = version;
  const file: EvidenceFile =
    content.kind === 'text'
      ? { kind: 'text', name: 'texto.md', text: content.markdown }
      : { kind: 'stored', name: content.name, sha256: content.sha256, type: content.type };
  const said = t(`documents.version_state.${state}`);
  return { label, state: said, effective, sha256, signatures, files: [file], signsContent: true, copy };
}
