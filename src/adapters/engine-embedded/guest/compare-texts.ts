/**
 * Texts in the order of a dictionary, as far as Latin letters, digits and signs go: signs before digits before letters,
 * accents and then capitals only where all else is equal.
 * @returns below 0, 0 or above 0
 */
export function compareTexts(left: string, right: string): number {
  const [a, b] = [weigh(left), weigh(right)];
  return compare(a.letters, b.letters) || compare(a.accents, b.accents) || compare(a.capitals, b.capitals);
}

interface Weights {
  /** Of each character without its accents: its class, and it in lower case. */
  readonly letters: string;
  readonly accents: string;
  readonly capitals: string;
}

function weigh(text: string): Weights {
  let [letters, accents, capitals] = ['', '', ''];
  for (const character of text.normalize('NFD')) {
    if (/\p{M}/u.test(character)) {
      accents += character;
      continue;
    }
    const lower = character.toLowerCase();
    letters += `${classOf(character)}${lower}`;
    accents += ' ';
    capitals += lower === character ? '0' : '1';
  }
  return { letters, accents, capitals };
}

function classOf(character: string): number {
  if (/\s/.test(character)) return 0;
  if (/\p{L}/u.test(character)) return 3;
  return /\p{N}/u.test(character) ? 2 : 1;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
