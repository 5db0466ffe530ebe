// The whole check of a pack: its frame, each file against the manifest, what was signed, the trail and its seals.
import { contentOf, crc32, readArchive } from './archive.js';
import { canonical } from './canonical.js';
import { trailFaults } from './proof.js';
import { hashOf, sha256 } from './sha256.js';

const MANIFEST = 'manifest.json';
const MOST_TEXT = 64_000_000;

/**
 * Checks a pack off line.
 * @param blob the ZIP
 * @param say called with what is being read, a share of one
 * @returns `{ hash, manifest, files, faults }`: SHA-256 of the ZIP, what the manifest says, each file with `ok`, and what is wrong
 */
export async function checkPack(blob, say = () => undefined) {
  const { entries, faults } = await readArchive(blob);
  const files = [];
  const texts = new Map();
  let read = 0;
  for (const entry of entries) {
    const found = await measured(blob, entry);
    if (found.text !== null) texts.set(entry.path, found.text);
    files.push({ path: entry.path, bytes: entry.bytes, sha256: found.sha256, ok: found.ok });
    if (!found.ok) faults.push({ key: 'changed', path: entry.path });
    read += entry.packed;
    say((0.8 * read) / blob.size);
  }
  const manifest = parsed(texts.get(MANIFEST));
  if (entries.length > 0 && !manifest) faults.push({ key: 'manifest', path: MANIFEST });
  if (manifest)
    faults.push(
      ...fileFaults(manifest, files),
      ...signedFaults(manifest, files, texts),
      ...trailFaults(manifest.trail ?? {}),
    );
  for (const file of files) file.ok &&= !faults.some((fault) => fault.path === file.path);
  return { hash: await wholeHash(blob, say), manifest, files, faults: distinct(faults) };
}

async function measured(blob, entry) {
  const hash = sha256();
  const isText = /\.(?:json|md)$/.test(entry.path) && entry.bytes < MOST_TEXT;
  const decoder = new globalThis.TextDecoder();
  let [crc, bytes, text] = [0, 0, isText ? '' : null];
  try {
    for await (const piece of contentOf(blob, entry)) {
      hash.add(piece);
      crc = crc32(piece, crc);
      bytes += piece.length;
      if (text !== null) text += decoder.decode(piece, { stream: true });
    }
  } catch {
    return { ok: false, sha256: '', text: null };
  }
  return { ok: crc === entry.crc && bytes === entry.bytes, sha256: hash.hex(), text };
}

function parsed(text) {
  try {
    const manifest = JSON.parse(text);
    return Array.isArray(manifest.files) ? manifest : null;
  } catch {
    return null;
  }
}

/** Every file is in the manifest, and the manifest names no other. */
function fileFaults(manifest, files) {
  const present = new Map(files.map((file) => [file.path, file]));
  const named = new Set([MANIFEST, ...manifest.files.map(({ path }) => path)]);
  const wrong = manifest.files.flatMap(({ path, sha256: expected, bytes }) => {
    const file = present.get(path);
    if (!file) return [{ key: 'missing', path }];
    return file.sha256 === expected && file.bytes === bytes ? [] : [{ key: 'changed', path }];
  });
  return [
    ...wrong,
    ...files.filter(({ path }) => !named.has(path)).map(({ path }) => ({ key: 'extra', path })),
  ];
}

/** What people signed is what the pack holds: the hash of their signature, taken again from the file and its label. */
function signedFaults(manifest, files, texts) {
  const hashes = new Map(files.map((file) => [file.path, file.sha256]));
  return (manifest.evidence ?? []).flatMap(({ versions = [] }) =>
    versions.flatMap(({ label, sha256: signed, content }) => {
      if (!signed || !content || content.left) return [];
      const { path } = content;
      const said =
        content.kind === 'text' ? { label, markdown: texts.get(path) } : { label, file: hashes.get(path) };
      return hashOf(canonical(said)) === signed ? [] : [{ key: 'signed', path }];
    }),
  );
}

async function wholeHash(blob, say) {
  const hash = sha256();
  const reader = blob.stream().getReader();
  for (let read = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return hash.hex();
    hash.add(value);
    read += value.length;
    say(0.8 + (0.2 * read) / blob.size);
  }
}

function distinct(faults) {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
