// Serves style sheets, fonts and scripts from memory, under addresses that hold the hash of their content.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { RequestHandler, Response } from 'express';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
};
const base = '/assets/';

interface Asset {
  address: string;
  type: string;
  plain: Buffer;
  gzip?: Buffer;
  br?: Buffer;
}

export interface Assets {
  /** The address of an asset, e.g. `/assets/vigente.3f9a41c077e2.css`. @throws Error when there is none */
  address(name: string): string;
  serve: RequestHandler<{ path: string[] }>;
}

/**
 * Reads all assets below a folder.
 * @param cache false reads them again when one has changed, for development
 */
export function createAssets(dir: string, cache: boolean): Assets {
  let assets = readAssets(dir);
  let stamp = stampOf(dir);
  const fresh = (): Map<string, Asset> => {
    if (!cache && stampOf(dir) !== stamp) [assets, stamp] = [readAssets(dir), stampOf(dir)];
    return assets;
  };
  return {
    address(name) {
      const asset = fresh().get(name);
      if (!asset) throw new Error(`no asset '${name}'`);
      return asset.address;
    },
    serve(request, response, next) {
      const wanted = request.params.path.join('/');
      const asset = fresh().get(nameOf(wanted));
      if (!asset) return next();
      // An address with an old hash still answers, but is not to be kept.
      const isExact = asset.address === base + wanted;
      response.setHeader('Cache-Control', isExact ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.setHeader('Content-Type', asset.type);
      response.setHeader('Vary', 'Accept-Encoding');
      send(asset, request.acceptsEncodings('br', 'gzip', 'identity'), response);
    },
  };
}

function send(asset: Asset, encoding: string | false, response: Response): void {
  const packed = encoding === 'br' ? asset.br : encoding === 'gzip' ? asset.gzip : undefined;
  if (packed && encoding) response.setHeader('Content-Encoding', encoding);
  response.end(packed ?? asset.plain);
}

/** `vigente.3f9a41c077e2.css` asks for `vigente.css`. */
function nameOf(path: string): string {
  return path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, '');
}

function readAssets(dir: string): Map<string, Asset> {
  const names = namesIn(dir);
  const assets = new Map<string, Asset>();
  // Style sheets name the fonts, so that their own hash must come after the fonts' addresses are known.
  const [sheets, others] = [
    names.filter((name) => name.endsWith('.css')),
    names.filter((name) => !name.endsWith('.css')),
  ];
  for (const name of others) assets.set(name, assetOf(name, readFileSync(join(dir, name))));
  for (const name of sheets)
    assets.set(
      name,
      assetOf(name, Buffer.from(withAddresses(readFileSync(join(dir, name), 'utf8'), assets))),
    );
  return assets;
}

function withAddresses(sheet: string, assets: Map<string, Asset>): string {
  return sheet.replace(/url\("([\w./-]+)"\)/g, (_, name: string) => {
    const asset = assets.get(name);
    if (!asset) throw new Error(`a style sheet asks for '${name}', which is not among the assets`);
    return `url("${asset.address}")`;
  });
}

function assetOf(name: string, plain: Buffer): Asset {
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  const extension = extname(name);
  const asset: Asset = {
    address: `${base}${name.slice(0, -extension.length)}.${hash}${extension}`,
    type: types[extension] ?? 'application/octet-stream',
    plain,
  };
  return extension === '.woff2' ? asset : { ...asset, gzip: gzipSync(plain), br: brotliCompressSync(plain) };
}

function namesIn(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const entries = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  return entries.filter((name) => statSync(join(dir, name)).isFile()).sort();
}

function stampOf(dir: string): string {
  return namesIn(dir)
    .map((name) => `${name}:${statSync(join(dir, name)).mtimeMs}`)
    .join();
}
