import { plainText, shortenMiddle } from '../../lib/plain-text.ts';

/** Text that comes from scripts and repositories, made fit for a label: one line, and not too long. */
export function label(text: string, maxLength = 90): string {
  return shortenMiddle(plainText(text).replaceAll(/\s+/g, ' '), maxLength);
}

/** A number on an axis: without needless zeros, its digits in groups of three. */
export function axisNumber(value: number): string {
  const [whole = '', fraction] = Number(value.toPrecision(6)).toString().split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
