// Where this copy is reached from outside: what links in mail and QR codes begin with. Never taken from a request.
let origin = 'http://localhost:3000';

/** Sets the origin, e.g. `https://calidad.example.gov.co`; once at start. */
export function usePublicOrigin(url: string): void {
  origin = url.replace(/\/+$/, '');
}

/** The full address of a path of ours. */
export function publicAddress(path: string): string {
  return `${origin}${path}`;
}
