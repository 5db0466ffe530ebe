// The links of a list cut into pages, keeping every filter of its address.

export interface Pager {
  page: number;
  pages: number;
  total: number;
  /** The first and last line shown, counted from 1; both 0 for an empty list. */
  from: number;
  to: number;
  previous: string | null;
  next: string | null;
  /** The neighbouring pages, the first and the last; `null` stands for a gap. */
  links: ({ number: number; href: string; current: boolean } | null)[];
}

/**
 * What `{{> _pager pager=pager}}` shows.
 * @param url the address of the list with its query, e.g. `req.originalUrl`; its `pagina` is replaced
 */
export function pagerOf(
  { page, size, total }: { page: number; size: number; total: number },
  url: string,
): Pager {
  const pages = Math.max(1, Math.ceil(total / size));
  const here = Math.min(Math.max(1, page), pages);
  const hrefOf = (number: number): string => withPage(url, number);
  return {
    page: here,
    pages,
    total,
    from: total === 0 ? 0 : (here - 1) * size + 1,
    to: Math.min(here * size, total),
    previous: here > 1 ? hrefOf(here - 1) : null,
    next: here < pages ? hrefOf(here + 1) : null,
    links: shownPages(here, pages).map((number) =>
      number === null ? null : { number, href: hrefOf(number), current: number === here },
    ),
  };
}

function withPage(url: string, page: number): string {
  const [path = '', query = ''] = url.split('?');
  const params = new URLSearchParams(query);
  if (page === 1) params.delete('pagina');
  else params.set('pagina', String(page));
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

function shownPages(here: number, pages: number): (number | null)[] {
  const wanted = [1, here - 1, here, here + 1, pages].filter((page) => page >= 1 && page <= pages);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((page, index) => (page - (sorted[index - 1] ?? page) > 1 ? [null, page] : [page]));
}
