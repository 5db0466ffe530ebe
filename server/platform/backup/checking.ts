// Reads a whole archive and believes nothing: only then may anything be touched.
import { createHash } from 'node:crypto';
import { MANIFEST, MANIFEST_HASH, type Manifest, readManifest } from './manifest.ts';
import { DamagedArchive, readTar } from './tar.ts';

const MOST_MANIFEST_BYTES = 512 * 1024 * 1024;

/** @throws DamagedArchive when one byte is not what it was, one file is missing, or one is there that should not be */
export async function checkArchive(path: string): Promise<Manifest> {
  const found: { name: string; bytes: number; sha256: string }[] = [];
  let [manifest, claimed]: [Buffer | null, string] = [null, ''];
  for await (const { name, bytes, content } of readTar(path)) {
    const hash = createHash('sha256');
    const isKept = name === MANIFEST || name === MANIFEST_HASH;
    if (isKept && bytes > MOST_MANIFEST_BYTES) throw new DamagedArchive('its manifest is too large');
    const kept: Buffer[] = [];
    for await (const chunk of content) {
      hash.update(chunk);
      if (isKept) kept.push(chunk);
    }
    if (name === MANIFEST) manifest = Buffer.concat(kept);
    else if (name === MANIFEST_HASH) claimed = Buffer.concat(kept).toString('latin1');
    else found.push({ name, bytes, sha256: hash.digest('hex') });
  }
  if (!manifest) throw new DamagedArchive('its manifest is missing');
  if (claimed !== `${createHash('sha256').update(manifest).digest('hex')}\n`)
    throw new DamagedArchive('its manifest was changed');
  const said = readManifest(manifest.toString('utf8'));
  mustBeTheSame(said, found);
  return said;
}

function mustBeTheSame(
  manifest: Manifest,
  found: readonly { name: string; bytes: number; sha256: string }[],
): void {
  const there = new Map(found.map((entry) => [entry.name, entry]));
  for (const { name, sha256 } of manifest.entries) {
    const entry = there.get(name);
    if (!entry) throw new DamagedArchive(`${name} is missing from it`);
    if (entry.sha256 !== sha256) throw new DamagedArchive(`${name} was changed`);
    there.delete(name);
  }
  for (const name of there.keys()) throw new DamagedArchive(`${name} does not belong to it`);
  if (found.length !== manifest.entries.length) throw new DamagedArchive('a file is in it twice');
}
