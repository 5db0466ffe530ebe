// The door of words: keys to Spanish or English text, dates, distances and numbers.
export { isLanguage, type Language, languageOf, languages } from './language.ts';
export { placesOf, type Words } from './load.ts';
export { isWord, loadWords, translate, whenWordIsMissing, type WordParams } from './translate.ts';
export {
  distance,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatMonth,
  formatWeekday,
  isoDay,
  type When,
} from './dates.ts';
export { formatMoney, formatNumber, formatPercent } from './numbers.ts';
