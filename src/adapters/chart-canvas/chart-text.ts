import { plainText, shortenMiddle } from '../../lib/plain-text.ts';

/** Text that comes from scripts and repositories, made fit for a label: one line, and not too long. */
export function label(text: string, maxLength = 90): string {
  return shortenMiddle(plainText(text).replaceAll(/\s+/g, ' '), maxLength);
}

const SUBTITLE = 130;
const LEAST_KEY = 24;

/** A subtitle in one line: the key that it begins with gives way, since what follows says what is drawn. */
export function subtitleLabel(text: string): string {
  const at = text.indexOf(' · ');
  if (text.length <= SUBTITLE || at < 0) return label(text, SUBTITLE);
  const rest = label(text.slice(at), SUBTITLE - LEAST_KEY);
  return `${label(text.slice(0, at), SUBTITLE - rest.length - 1)} ${rest.trimStart()}`;
}

/** A number on an axis: without needless zeros, its digits in groups of three. */
export function axisNumber(value: number): string {
  const [whole = '', fraction] = Number(value.toPrecision(6)).toString().split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
