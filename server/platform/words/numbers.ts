// Numbers as Colombia writes them (2.345,6 and 94 %), or as English does, with kept Intl objects.
import type { Language } from './language.ts';

const locales: Record<Language, string> = { es: 'es-CO', en: 'en-GB' };
const formats = new Map<string, Intl.NumberFormat>();
const plurals: Record<Language, Intl.PluralRules> = {
  es: new Intl.PluralRules('es-CO'),
  en: new Intl.PluralRules('en-GB'),
};

/** A number in words of the page: `2345.6` is `2.345,6` in Spanish and `2,345.6` in English. */
export function formatNumber(
  value: number,
  language: Language,
  options: Readonly<Intl.NumberFormatOptions> = {},
): string {
  return numberFormat(language, options).format(value);
}

/**
 * A share of one as a percentage: `0.94` is `94 %` with a hard space in Spanish, which Intl leaves out
 * for Colombia, and `94%` in English.
 */
export function formatPercent(value: number, language: Language, decimals = 0): string {
  const number = formatNumber(value * 100, language, { maximumFractionDigits: decimals });
  return language === 'es' ? `${number}\u00a0%` : `${number}%`;
}

/** Colombian pesos without cents: `$ 2.840.000`. */
export function formatMoney(pesos: number, language: Language): string {
  return formatNumber(pesos, language, { style: 'currency', currency: 'COP', maximumFractionDigits: 0 });
}

/** The plural category of a count; Spanish says `many` for 1 000 000. */
export function pluralOf(count: number, language: Language): Intl.LDMLPluralRule {
  return plurals[language].select(count);
}

function numberFormat(language: Language, options: Readonly<Intl.NumberFormatOptions>): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locales[language], options)));
  return format;
}
