/** What is an id and not a name: numbers, UUIDs, hashes, dates, words with digits that are long. */
const ID = /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|\d{4}-\d\d-\d\d|(?=.*\d)[\w-]{16,})$/i;
const ASSET = /\.(css|js|mjs|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|eot)$/i;
const LONGEST = 120;

/** The path of a target with its ids replaced: `/products/17?ref=3` is `/products/:id`. Without query and fragment. */
export function routeTemplate(target: string): string {
  const path = target.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '') || '/';
  const parts = path.split('/').map((part) => (ID.test(decoded(part)) ? ':id' : part));
  const route = parts.join('/').replace(/(.)\/+$/, '$1');
  return route.length > LONGEST ? `${route.slice(0, LONGEST)}…` : route;
}

/** Pictures, styles and scripts, which a cache or a CDN answers. */
export function isAsset(target: string): boolean {
  return ASSET.test(target.replace(/[?#].*$/, ''));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
