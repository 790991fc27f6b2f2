import { check, sleep } from 'k6';
import http from 'k6/http';
import { evenShare, journeyOf, thinkTime } from './traffic-model.js';

const PRODUCTS = 64;
const WORDS = ['lamp', 'chair', 'kettle', 'blanket', 'clock', 'basket'];
const JSON_BODY = { headers: { 'Content-Type': 'application/json' } };

/** What each journey does. `n` numbers the iteration over the whole test. */
export const JOURNEY_STEPS = {
  /** @param {string} base @param {number} n */
  browse(base, n) {
    expectStatus(http.get(`${base}/products`, named('/products')), 200);
    sleep(thinkTime(n, 0));
    viewProduct(base, n);
  },
  /** @param {string} base @param {number} n */
  search(base, n) {
    const word = WORDS[n % WORDS.length];
    expectStatus(http.get(`${base}/search?q=${word}`, named('/search')), 200);
    sleep(thinkTime(n, 0));
    viewProduct(base, n);
  },
  /** @param {string} base @param {number} n */
  buy(base, n) {
    viewProduct(base, n);
    sleep(thinkTime(n, 0));
    const body = JSON.stringify({ product: productOf(n) });
    expectStatus(http.post(`${base}/cart`, body, { ...JSON_BODY, ...named('/cart') }), 200);
    sleep(thinkTime(n, 1));
    expectStatus(http.get(`${base}/cart`, named('/cart')), 200);
    sleep(thinkTime(n, 2));
    expectStatus(http.post(`${base}/checkout`, '{}', { ...JSON_BODY, ...named('/checkout') }), 201);
  },
};

/** The journey that the n-th iteration takes, from its beginning to its end. @param {string} base @param {number} n */
export function takeJourney(base, n) {
  JOURNEY_STEPS[/** @type {keyof typeof JOURNEY_STEPS} */ (journeyOf(n))](base, n);
}

/** @param {string} base @param {number} n */
function viewProduct(base, n) {
  expectStatus(http.get(`${base}/products/${productOf(n)}`, named('/products/:id')), 200);
}

/**
 * Endpoints are compared by this name: without host, port and ids, which differ between runs.
 * @param {string} name
 */
function named(name) {
  return { tags: { name } };
}

/** @param {number} n */
function productOf(n) {
  return 1 + Math.floor(evenShare(n, 7) * PRODUCTS);
}

/** @param {import('k6/http').RefinedResponse<any>} response @param {number} status */
function expectStatus(response, status) {
  check(response, { 'status is as expected': ({ status: came }) => came === status });
}
