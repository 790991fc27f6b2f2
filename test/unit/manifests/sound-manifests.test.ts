import { expect, it } from 'vitest';
import { checkYaml } from '../../support/check-yaml.ts';
import { SOUND_MANIFESTS } from '../../support/manifests/sound-manifests.ts';

it.each(Object.entries(SOUND_MANIFESTS))('nothing is found in %s', (_, text) => {
  expect(checkYaml(text).findings).toEqual([]);
});

it.each(Object.entries(SOUND_MANIFESTS))('nor with the line ends of Windows in %s', (_, text) => {
  expect(checkYaml(text.replaceAll('\n', '\r\n')).findings).toEqual([]);
});

it('there are more than twenty shapes', () => {
  expect(Object.keys(SOUND_MANIFESTS).length).toBeGreaterThan(20);
});
