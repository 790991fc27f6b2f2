import { randomUUID } from 'node:crypto';
import { PRODUCTS, productById, search } from './catalogue.mjs';

const MAX_CARTS = 10_000;
const MAX_CART_LINES = 100;

/**
 * @typedef {object} ShopRequest
 * @property {URL} url
 * @property {string | null} cart id from the cookie
 * @property {unknown} body parsed JSON, `null` when there is none
 */
/**
 * @typedef {object} ShopAnswer
 * @property {number} status
 * @property {unknown} body
 * @property {Record<string, string>} [headers]
 */
/** @typedef {{ method: string, path: RegExp, route: import('./service-time.mjs').Route, answer: (request: ShopRequest, id: string) => ShopAnswer }} ShopRoute */

/** Routes over carts that live in memory; the oldest are forgotten first. @returns {ShopRoute[]} */
export function makeRoutes() {
  /** @type {Map<string, number[]>} */
  const carts = new Map();
  return [
    {
      method: 'GET',
      path: /^\/products$/,
      route: 'list',
      answer: () => ok({ products: PRODUCTS.slice(0, 20) }),
    },
    {
      method: 'GET',
      path: /^\/products\/(\d+)$/,
      route: 'product',
      answer: (_, id) => productAnswer(Number(id)),
    },
    {
      method: 'GET',
      path: /^\/search$/,
      route: 'search',
      answer: ({ url }) => ok({ results: search(url.searchParams.get('q') ?? '') }),
    },
    { method: 'POST', path: /^\/cart$/, route: 'cart-add', answer: (request) => addToCart(carts, request) },
    {
      method: 'GET',
      path: /^\/cart$/,
      route: 'cart-view',
      answer: ({ cart }) => ok({ items: carts.get(cart ?? '') ?? [] }),
    },
    { method: 'POST', path: /^\/checkout$/, route: 'checkout', answer: ({ cart }) => checkout(carts, cart) },
  ];
}

/** @param {unknown} body @param {Record<string, string>} [headers] @returns {ShopAnswer} */
function ok(body, headers = {}) {
  return { status: 200, body, headers };
}

/** @param {number} id @returns {ShopAnswer} */
function productAnswer(id) {
  const product = productById(id);
  return product === undefined ? { status: 404, body: { error: `no product ${id}` } } : ok(product);
}

/** @param {Map<string, number[]>} carts @param {ShopRequest} request @returns {ShopAnswer} */
function addToCart(carts, { cart, body }) {
  const product = Number(/** @type {{ product?: unknown } | null} */ (body)?.product);
  if (productById(product) === undefined)
    return { status: 400, body: { error: 'expected {"product": <id>}' } };
  const id = cart ?? randomUUID();
  const items = [...(carts.get(id) ?? []), product].slice(-MAX_CART_LINES);
  carts.set(id, items);
  const [oldest] = carts.keys();
  if (carts.size > MAX_CARTS && oldest !== undefined) carts.delete(oldest);
  return ok({ items }, { 'set-cookie': `cart=${id}; Path=/; HttpOnly` });
}

/** @param {Map<string, number[]>} carts @param {string | null} cart @returns {ShopAnswer} */
function checkout(carts, cart) {
  const items = carts.get(cart ?? '');
  if (items === undefined || items.length === 0) return { status: 409, body: { error: 'the cart is empty' } };
  carts.delete(cart ?? '');
  const totalCents = items.reduce((total, id) => total + (productById(id)?.priceCents ?? 0), 0);
  return { status: 201, body: { order: randomUUID(), totalCents } };
}
