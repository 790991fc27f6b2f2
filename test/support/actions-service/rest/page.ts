import { jsonReply, type ServiceReply } from '../exchange.ts';
import type { RestRequest } from './route.ts';

/**
 * One page of a list as GitHub gives it: `per_page` (30, at most 100), `page`, and a `link` header that names the
 * next page. Without a name the list is the whole body; with one it stands under that name, beside `total_count`.
 */
export function pageReply(
  items: readonly unknown[],
  { query, apiUrl }: RestRequest,
  path: string,
  name: string | null = null,
): ServiceReply {
  const perPage = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const part = items.slice((page - 1) * perPage, page * perPage);
  const hasMore = items.length > page * perPage;
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  const headers: Record<string, string> = hasMore ? { link: `<${apiUrl}${path}?${next}>; rel="next"` } : {};
  return jsonReply(name === null ? part : { total_count: items.length, [name]: part }, 200, headers);
}
