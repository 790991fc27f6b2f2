import { describe, expect, it } from 'vitest';
import { parseLimit, parseShare } from '../../../src/lib/ratio.ts';

describe('parseLimit', () => {
  it.each(['20%', '20', '+20%', ' 20 % '])('reads %j as 20 %% slower', (text) =>
    expect(parseLimit(text)).toEqual({ ok: true, ratio: 0.2 }),
  );

  it('refuses more than 100 and shows both readings', () => {
    const parsed = parseLimit('120%');
    expect(parsed).toEqual({
      ok: false,
      expected:
        'at most 100% (120% slower would be 2.2 times the baseline; for 1.2 times the baseline write 20%)',
    });
  });

  it.each(['', '-5%', 'twenty', '20%%', '1.2x', 'NaN'])('refuses %j', (text) =>
    expect(parseLimit(text).ok).toBe(false),
  );
});

describe('parseShare', () => {
  it('reads a bare number as a percentage, or as a share where that is asked for', () => {
    expect(parseShare('1')).toEqual({ ok: true, ratio: 0.01 });
    expect(parseShare('0.95', true)).toEqual({ ok: true, ratio: 0.95 });
    expect(parseShare('95%', true)).toEqual({ ok: true, ratio: 0.95 });
  });

  it.each(['101%', '', '-1'])('refuses %j', (text) => expect(parseShare(text).ok).toBe(false));
});
