// Which of the two languages a page speaks: the person's choice, else the browser's, else Spanish.

export type Language = 'es' | 'en';

export const languages: readonly Language[] = ['es', 'en'];

/** True for `'es'` and `'en'`, whatever the type of what came in. */
export function isLanguage(value: unknown): value is Language {
  return value === 'es' || value === 'en';
}

/**
 * The language to speak.
 * @param acceptLanguage the request's Accept-Language header
 * @param chosen what the person chose (account, session or cookie); anything else is ignored
 */
export function languageOf(acceptLanguage: string | undefined, chosen?: unknown): Language {
  return isLanguage(chosen) ? chosen : (preferred(acceptLanguage ?? '') ?? 'es');
}

function preferred(header: string): Language | undefined {
  const wanted = header
    .slice(0, 200)
    .split(',')
    .map(rangeOf)
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map((range) => range.language).find(isLanguage);
}

function rangeOf(text: string): { language: string | undefined; quality: number } {
  const [tag = '', ...rest] = text.trim().toLowerCase().split(';');
  const quality = rest.map((part) => part.trim()).find((part) => part.startsWith('q='));
  return { language: tag.split('-')[0], quality: quality ? Number(quality.slice(2)) || 0 : 1 };
}
