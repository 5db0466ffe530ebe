// The links of a list cut into pages, keeping every filter of its address.

/** One page of a list, as `platform/db/paging` gives it; `first` and `last` count lines from 1. */
export interface ListPage {
  number: number;
  pages: number;
  total: number;
  first: number;
  last: number;
}

export interface Pager extends ListPage {
  previous: string | null;
  next: string | null;
  /** The neighbouring pages, the first and the last; `null` stands for a gap. */
  links: ({ number: string; href: string; current: boolean } | null)[];
}

/**
 * What `{{> _pager list=list}}` shows.
 * @param url the address of the list with its query; its `pagina` is replaced
 */
export function pagerOf(list: ListPage, url: string): Pager {
  const here = Math.min(Math.max(1, list.number), list.pages);
  const hrefOf = (number: number): string => withQuery(url, { pagina: number === 1 ? null : String(number) });
  return {
    ...list,
    previous: here > 1 ? hrefOf(here - 1) : null,
    next: here < list.pages ? hrefOf(here + 1) : null,
    links: shownPages(here, list.pages).map((number) =>
      number === null ? null : { number: String(number), href: hrefOf(number), current: number === here },
    ),
  };
}

/** An address with some of its query replaced; `null` takes a parameter out. */
export function withQuery(url: string, changes: Readonly<Record<string, string | null>>): string {
  const [path = '', query = ''] = url.split('?');
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * The link of a column's heading: sorts by it upwards, then downwards (`orden=codigo`, `orden=-codigo`).
 * `sorted` says how the list is sorted by it now.
 */
export function sortLink(
  key: string,
  url: string,
): { href: string; sorted: 'ascending' | 'descending' | null } {
  const order = new URLSearchParams(url.split('?')[1] ?? '').get('orden');
  const sorted = order === key ? 'ascending' : order === `-${key}` ? 'descending' : null;
  const next = sorted === 'ascending' ? `-${key}` : key;
  return { href: withQuery(url, { orden: next, pagina: null }), sorted };
}

function shownPages(here: number, pages: number): (number | null)[] {
  const wanted = [1, here - 1, here, here + 1, pages].filter((page) => page >= 1 && page <= pages);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((page, index) => (page - (sorted[index - 1] ?? page) > 1 ? [null, page] : [page]));
}
