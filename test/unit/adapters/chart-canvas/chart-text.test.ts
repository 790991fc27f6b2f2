import { describe, expect, it } from 'vitest';
import { axisNumber, subtitleLabel } from '../../../../src/adapters/chart-canvas/chart-text.ts';

describe('a subtitle', () => {
  it('is left alone when it is short', () => {
    expect(subtitleLabel('shop · 12 steps')).toBe('shop · 12 steps');
  });

  it('shortens a long key and keeps what follows', () => {
    const shown = subtitleLabel(`${'service/'.repeat(20)} · 40 steps of 20 s`);
    expect(shown).toMatch(/^service\/.*….* · 40 steps of 20 s$/);
    expect(shown.length).toBeLessThanOrEqual(130);
  });

  it('shortens both when both are long', () => {
    expect(subtitleLabel(`${'k'.repeat(200)} · ${'r'.repeat(200)}`)).toMatch(/^k+…k+ · r+…r+$/);
    expect(subtitleLabel('x'.repeat(300)).length).toBeLessThanOrEqual(130);
  });
});

it.each([
  [1_234_500, '1\u202f234\u202f500'],
  [0.1 + 0.2, '0.3'],
])('%d on an axis is %s', (value, text) => expect(axisNumber(value)).toBe(text));
