// Where to go back to: an address that a request brought may lead nowhere but into this site.

/** The path with its query when it is one of ours, else the fallback: never another host, scheme or a trick with slashes. */
export function ownPath(given: string | undefined, fallback = '/'): string {
  if (!given || given.length > 2_000 || !/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(given)) return fallback;
  const url = URL.parse(given, 'http://own.invalid');
  return url?.host === 'own.invalid' ? url.pathname + url.search : fallback;
}
