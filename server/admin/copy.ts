// What this running copy knows of itself, said once at start and shown on the system page.

export interface Copy {
  database: 'embedded' | 'server';
  storageDir: string;
  url: string;
  /** Whether a mail server is configured. */
  mail: boolean;
}

let copy: Copy = { database: 'embedded', storageDir: '', url: '', mail: false };

export function declareCopy(known: Copy): void {
  copy = known;
}

export function thisCopy(): Readonly<Copy> {
  return copy;
}
