const ADJECTIVES = ['plain', 'sturdy', 'light', 'blue', 'woollen', 'folding', 'small', 'quiet'];
const NOUNS = ['lamp', 'chair', 'kettle', 'blanket', 'clock', 'basket', 'shelf', 'mug'];

export const PRODUCTS = Array.from({ length: 64 }, (_, index) => ({
  id: index + 1,
  name: `${ADJECTIVES[index % 8]} ${NOUNS[Math.floor(index / 8)]}`,
  priceCents: 500 + ((index * 7919) % 9500),
}));

/** @param {number} id */
export function productById(id) {
  return PRODUCTS[id - 1];
}

/** @param {string} text */
export function search(text) {
  const needle = text.toLowerCase();
  return PRODUCTS.filter(({ name }) => name.includes(needle));
}
