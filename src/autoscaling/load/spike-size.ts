import { GateError } from '../../model/gate-error.ts';

const SIZE = /^(\d+(?:\.\d+)?)(x?)$/i;

/**
 * Requests a second at the top of a spike: `10x` is ten times the base, `500` is 500.
 * @throws GateError CONFIG_INVALID for anything else, and for a spike that is none
 */
export function spikeTop(text: string, baseRate: number): number {
  const match = SIZE.exec(text.trim());
  if (match === null)
    throw wrong('10x (ten times the base load) or a rate such as 500', JSON.stringify(text));
  const top = match[2] === '' ? Number(match[1]) : Number(match[1]) * baseRate;
  if (!(top > baseRate))
    throw wrong(`more than the base load of ${baseRate} a second`, `${text}, which is ${top}`);
  if (top > 1e9) throw wrong('at most 1e9 requests a second', text);
  return top;
}

function wrong(expected: string, got: string): GateError {
  return new GateError('CONFIG_INVALID', `--spike: expected ${expected}, got ${got}`, {
    fault: 'user',
    hint: 'A spike from nothing needs a rate, not a factor: --base-rate 0 --spike 500.',
  });
}
