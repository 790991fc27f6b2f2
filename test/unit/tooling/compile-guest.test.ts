import { describe, expect, it } from 'vitest';
import { compileGuest } from '../../../src/tooling/compile-guest.ts';

describe('compileGuest', () => {
  it('gives the same bytes for the same code, without its text', async () => {
    const code = '(() => { const answer = 41; return () => answer + 1; })()';
    const [one, other] = [await compileGuest(code, 'a.js'), await compileGuest(code, 'a.js')];
    expect(Buffer.from(one).equals(other)).toBe(true);
    expect(one.length).toBeGreaterThan(0);
    expect(Buffer.from(one).includes('=> answer')).toBe(false);
  });

  it('refuses what does not parse', async () => {
    await expect(compileGuest('(() => {', 'a.js')).rejects.toThrow('a.js does not parse');
  });
});
