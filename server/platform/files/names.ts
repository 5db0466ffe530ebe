// File names as people may see them: one line, no tricks of direction or path, no reserved words, at most 200 characters.

const LONGEST = 200;
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i;
// Control characters, direction marks and overrides, zero-width characters, byte order mark.
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const UNSAFE = /[<>:"|?*]/g;
const RUNNABLE =
  /\.(?=(?:exe|com|bat|cmd|scr|msi|lnk|hta|js|mjs|vbs|jar|ps1|sh|php|html?|svg|docm|xlsm|pptm)\.)/gi;

/**
 * A name to show and to send with a download; files are never stored under it.
 * @param original as the browser sent it, UTF-8
 */
export function cleanName(original: string): string {
  const last = original.slice(0, 2000).split(/[/\\]/).at(-1) ?? '';
  const visible = last.normalize('NFC').replace(INVISIBLE, '').replace(UNSAFE, '_').replace(/\s+/g, ' ');
  const plain = visible
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(RUNNABLE, '_')
    .replace(RESERVED, '_$1');
  return shortened(plain || 'archivo');
}

/** The `Content-Disposition` of a download; `inline` only for files that we made or vetted. */
export function disposition(name: string, type: 'attachment' | 'inline' = 'attachment'): string {
  const clean = cleanName(name);
  const ascii = clean
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, LONGEST - extension.length).join('') + extension;
}
