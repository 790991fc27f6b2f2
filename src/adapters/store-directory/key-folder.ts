import { createHash } from 'node:crypto';

/** Safe on every file system, also where upper and lower case are one. */
const PLAIN = /^[a-z0-9_-]$/;
const PLAIN_INSIDE = /^[a-z0-9_.-]$/;
/** Names that Windows keeps for devices, whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;
const LONE_SURROGATE = /^\p{Surrogate}$/u;
const EMPTY = '%';
const LONGEST = 120;
const KEPT = 72;
/** Encoded names never hold `%~`: what follows is a digest, and the key stands in the files. */
const SHORTENED = '%~';

/**
 * Name of a key's folder: plain characters stay, every other becomes `%XX` of its UTF-8 bytes, so that no key
 * can leave the store, collide with another one or depend on upper and lower case.
 */
export function folderOfKey(key: string): string {
  if (key === '') return EMPTY;
  const characters = [...key];
  const encoded = characters.map((character, index) => {
    const isInside = index > 0 && index < characters.length - 1;
    return (isInside ? PLAIN_INSIDE : PLAIN).test(character) ? character : escaped(character);
  });
  if (DEVICE.test(key)) encoded[0] = escaped(characters[0] ?? '');
  const name = encoded.join('');
  return name.length <= LONGEST ? name : shortened(encoded, key);
}

/**
 * The key of a folder's name. `null`: it is not a folder of this store. `'in its files'`: the name was too long,
 * the records inside know the key.
 */
export function keyOfFolder(name: string): { readonly key: string } | 'in its files' | null {
  if (name === EMPTY) return { key: '' };
  if (name.includes(SHORTENED)) return 'in its files';
  const key = decoded(name);
  // Only what would be written: two folders never stand for one key.
  return key !== null && folderOfKey(key) === name ? { key } : null;
}

function escaped(character: string): string {
  if (LONE_SURROGATE.test(character)) return `%u${character.charCodeAt(0).toString(16)}`;
  return [...Buffer.from(character, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function shortened(encoded: readonly string[], key: string): string {
  let start = '';
  for (const part of encoded) {
    if (start.length + part.length > KEPT) break;
    start += part;
  }
  // UTF-16, so that keys that differ in a lone surrogate differ here too.
  const digest = createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('hex');
  return `${start}${SHORTENED}${digest.slice(0, 32)}`;
}

function decoded(name: string): string | null {
  const parts = name.match(/%u[0-9a-f]{4}|(?:%[0-9a-f]{2})+|[a-z0-9_.-]+|[\s\S]/g) ?? [];
  let key = '';
  for (const part of parts) {
    if (part.startsWith('%u')) key += String.fromCharCode(Number.parseInt(part.slice(2), 16));
    else if (part.startsWith('%') && part.length > 1)
      key += Buffer.from(part.replaceAll('%', ''), 'hex').toString('utf8');
    else if (/^[a-z0-9_.-]+$/.test(part)) key += part;
    else return null;
  }
  return key;
}
