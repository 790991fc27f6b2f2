import { GateError } from '../../model/gate-error.ts';

const MOST = 1e9;
const EITHER = 'A factor multiplies the base load (--base-rate); a number alone is the rate itself.';
const SIZE = /^(\d+(?:\.\d+)?)(x?)$/i;

/**
 * Requests a second at the top of a spike: `10x` is ten times the base, `500` is 500.
 * @throws GateError CONFIG_INVALID for anything else, and for a spike that is none
 */
export function spikeTop(text: string, baseRate: number): number {
  const match = SIZE.exec(text.trim());
  if (match === null)
    throw wrong('10x (ten times the base load) or a rate such as 500', JSON.stringify(text), EITHER);
  const top = match[2] === '' ? Number(match[1]) : Number(match[1]) * baseRate;
  if (!(top > baseRate))
    throw wrong(
      `more than the base load of ${baseRate} a second`,
      `${text}, which is ${top}`,
      baseRate === 0 ? 'A spike from nothing needs a rate, not a factor: --base-rate 0 --spike 500.' : EITHER,
    );
  if (top > MOST && match[2] === '') throw wrong('at most 1e9 requests a second', text, EITHER);
  if (top > MOST)
    throw wrong(
      'at most 1e9 requests a second',
      `${text}, which is ${top}`,
      `${baseRate} a second, the base load (--base-rate), can rise to at most ${Math.floor(MOST / baseRate)}x.`,
    );
  return top;
}

function wrong(expected: string, got: string, hint: string): GateError {
  return new GateError('CONFIG_INVALID', `--spike: expected ${expected}, got ${got}`, {
    fault: 'user',
    hint,
  });
}
