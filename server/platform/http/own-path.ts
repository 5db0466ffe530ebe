// Where to go back to: an address that a request brought may lead nowhere but into this site.

/** The path with its query when it is one of ours, else the fallback: never another host, scheme or a trick with slashes. */
export function ownPath(given: string | undefined, fallback = '/'): string {
  if (!given || given.length > 2_000 || !isPath(given)) return fallback;
  const url = URL.parse(given, 'http://own.invalid');
  if (url?.host !== 'own.invalid') return fallback;
  // `/..//evil` becomes `//evil` once its dots are resolved: what is sent is looked at again.
  const path = url.pathname + url.search;
  return isPath(path) ? path : fallback;
}

function isPath(text: string): boolean {
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text);
}
