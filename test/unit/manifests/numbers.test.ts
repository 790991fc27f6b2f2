import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../../../src/lib/quantity.ts';
import { scaleUpSeconds } from '../../../src/manifests/scale-up-time.ts';
import { readDocuments } from '../../../src/manifests/yaml/read-documents.ts';
import { sourceText } from '../../../src/manifests/yaml/source-text.ts';

describe('quantities', () => {
  it.each([
    ['500m', 0.5],
    ['2', 2],
    ['1.5', 1.5],
    ['128Mi', 134_217_728],
    ['1Gi', 1_073_741_824],
    ['1k', 1_000],
    ['1e3', 1_000],
    ['.5', 0.5],
    ['-1', -1],
    ['100n', 1e-7],
  ])('%s is %d', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 12);
  });

  it.each(['', 'a', '128MB', '1 Gi', '1KI', '1e', '--1'])('%j is none', (text) => {
    expect(parseQuantity(text)).toBeNull();
  });
});

describe('seconds from the smallest count to the largest', () => {
  const seconds = (scaleUp: string, min: number, max: number) => {
    const root = readDocuments(sourceText('a.yaml', `scaleUp: ${scaleUp}\n`)).next().value?.root;
    if (root == null) throw new Error('no document');
    return scaleUpSeconds(root, min, max);
  };

  it.each([
    // 5 at once, then 10, 20: the larger of 4 pods more and twice as many, each 15 s
    ['{stabilizationWindowSeconds: 0}', 1, 20, 30],
    // 2 at once, then 4, 8, 16
    ['{policies: [{type: Percent, value: 100, periodSeconds: 15}]}', 1, 16, 45],
    // 4 at once, then two more each minute: 6, 8, 10
    ['{policies: [{type: Pods, value: 2, periodSeconds: 60}]}', 2, 10, 180],
    // The smaller of the two, a pod each 15 s: 2 at once, then 3, 4, 5
    [
      '{selectPolicy: Min, policies: [{type: Percent, value: 900, periodSeconds: 15}, {type: Pods, value: 1, periodSeconds: 15}]}',
      1,
      5,
      45,
    ],
    ['{selectPolicy: Disabled}', 1, 5, Number.POSITIVE_INFINITY],
    ['{policies: [{type: Percent, value: 100, periodSeconds: 15}]}', 4, 4, 0],
  ])('%s from %i to %i: %d', (scaleUp, min, max, expected) => {
    expect(seconds(scaleUp, min, max)).toBe(expected);
  });
});
