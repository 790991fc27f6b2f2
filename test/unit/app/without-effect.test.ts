import { expect, it } from 'vitest';
import { withoutEffect } from '../../../src/app/without-effect.ts';

const ASKED = { script: 'load.js', durationGiven: true, vus: 5 };

it('length and virtual users change nothing in a script that says itself how it loads, which is told', () => {
  expect(withoutEffect(ASKED, { takesShortcuts: false, reads: ['VUS'] })).toEqual([
    'duration is without effect: load.js has scenarios, stages or iterations of its own, and does not read __ENV.DURATION',
  ]);
  expect(withoutEffect(ASKED, { takesShortcuts: false, reads: [] })).toHaveLength(2);
});

it.each([
  ['the script takes them', ASKED, { takesShortcuts: true, reads: [] }],
  ['it reads them', ASKED, { takesShortcuts: false, reads: ['DURATION', 'VUS'] }],
  ['nobody asked', { ...ASKED, durationGiven: false, vus: null }, { takesShortcuts: false, reads: [] }],
])('nothing is told where %s', (_, asked, script) => {
  expect(withoutEffect(asked, script)).toEqual([]);
});
