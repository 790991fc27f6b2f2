import type { ScalingPolicy, ScalingRules } from '../../../../src/autoscaling/hpa/behavior.ts';

/** `pods 4/15`, `percent 100/15`. */
export function policies(text: string): readonly ScalingPolicy[] {
  return text.split(', ').map((part) => {
    const [, type = '', value = '', periodSeconds = ''] = /^(pods|percent) (\d+)\/(\d+)$/.exec(part) ?? [];
    return {
      type: type === 'pods' ? 'Pods' : 'Percent',
      value: Number(value),
      periodSeconds: Number(periodSeconds),
    };
  });
}

/** Recommendations or events as `replicas@seconds-ago`. */
export function ago(text: string): readonly { readonly at: number; readonly count: number }[] {
  if (text === '') return [];
  return text.split(' ').map((part) => {
    const [count = '', seconds = ''] = part.split('@');
    return { at: NOW - Number(seconds), count: Number(count) };
  });
}

export const NOW = 10_000;

type StabiliseRow = readonly [
  name: string,
  history: string,
  desired: number,
  current: number,
  windows: { readonly up: number; readonly down: number },
  expected: number,
  working: string,
];

export const STABILISE_ROWS: readonly StabiliseRow[] = [
  ['no history, up', '', 5, 3, { up: 0, down: 300 }, 5, 'up = down = 5'],
  ['no history, down', '', 2, 3, { up: 0, down: 300 }, 2, 'up = down = 2'],
  ['down against a recent high', '8@100', 2, 8, { up: 0, down: 300 }, 8, 'down = max(2, 8) = 8'],
  ['down, the high is too old', '8@301', 2, 8, { up: 0, down: 300 }, 2, '8 is not younger than 300 s'],
  [
    'down, the high is just as old',
    '8@300',
    2,
    8,
    { up: 0, down: 300 },
    2,
    'the end of the window is not in it',
  ],
  [
    'down to the highest of several',
    '5@200 4@100 3@50',
    2,
    8,
    { up: 0, down: 300 },
    5,
    'down = max(2, 5, 4, 3) = 5',
  ],
  [
    'up at once without a window',
    '1@5',
    9,
    3,
    { up: 0, down: 300 },
    9,
    'up = 9: a window of 0 holds nothing',
  ],
  ['up against a recent low', '3@30', 9, 3, { up: 60, down: 300 }, 3, 'up = min(9, 3) = 3'],
  ['up to the lowest of several', '5@50 7@30', 9, 3, { up: 60, down: 300 }, 5, 'up = min(9, 5, 7) = 5'],
  ['up, the low is too old', '3@61', 9, 3, { up: 60, down: 300 }, 9, '3 is older than 60 s'],
  ['between both', '2@30 9@30', 5, 4, { up: 60, down: 60 }, 4, 'up = 2 <= 4 <= down = 9: stays'],
];

/** Without a behavior: the history counts for 300 s, the end included; then at most max(2 x current, 4). */
type PlainRow = readonly [
  name: string,
  history: string,
  desired: number,
  current: number,
  bounds: { readonly min: number; readonly max: number },
  expected: number,
  working: string,
];

export const PLAIN_ROWS: readonly PlainRow[] = [
  ['double', '', 10, 3, { min: 1, max: 20 }, 6, '2 x 3 = 6'],
  ['at least 4', '', 10, 1, { min: 1, max: 20 }, 4, 'max(2, 4) = 4'],
  ['no further than max', '', 10, 8, { min: 1, max: 9 }, 9, 'min(10, 9, 16)'],
  ['no further than min', '', 1, 5, { min: 2, max: 9 }, 2, '1 < 2'],
  ['down at once without a history', '', 2, 9, { min: 1, max: 9 }, 2, 'no limit downwards'],
  ['a recent high keeps it up', '7@200', 2, 9, { min: 1, max: 9 }, 7, 'max(2, 7)'],
  [
    'a high at the end of the window, too',
    '7@300',
    2,
    9,
    { min: 1, max: 9 },
    7,
    '300 s ago is not before the cutoff',
  ],
  ['not an older one', '7@300.1', 2, 9, { min: 1, max: 9 }, 2, '300.1 s ago is'],
  ['a recent high lifts, limited', '9@10', 2, 2, { min: 1, max: 20 }, 4, 'max(2, 9) = 9; limit max(4, 4)'],
];

type LimitRow = readonly [
  name: string,
  rules: Partial<ScalingRules> & { readonly text: string },
  /** Added and removed before, as `pods@seconds-ago`. */
  events: { readonly up?: string; readonly down?: string },
  desired: number,
  current: number,
  bounds: { readonly min: number; readonly max: number },
  expected: number,
  working: string,
];

const WIDE = { min: 1, max: 1_000 };

export const LIMIT_ROWS: readonly LimitRow[] = [
  ['pods', { text: 'pods 4/15' }, {}, 100, 10, WIDE, 14, '10 + 4'],
  ['per cent', { text: 'percent 50/15' }, {}, 100, 10, WIDE, 15, '10 x 1.5'],
  ['per cent, rounded up', { text: 'percent 10/15' }, {}, 100, 3, WIDE, 4, 'ceil(3.3)'],
  [
    'per cent as floating point has it',
    { text: 'percent 10/15' },
    {},
    200,
    100,
    WIDE,
    111,
    '100 x (1 + 0.1) = 110.00000000000001, rounded up',
  ],
  ['the larger of two', { text: 'pods 4/15, percent 100/15' }, {}, 100, 3, WIDE, 7, 'max(7, 6)'],
  [
    'the larger of two, from 5 pods on',
    { text: 'pods 4/15, percent 100/15' },
    {},
    100,
    5,
    WIDE,
    10,
    'max(9, 10)',
  ],
  [
    'the smaller of two',
    { text: 'pods 4/15, percent 100/15', selectPolicy: 'Min' },
    {},
    100,
    3,
    WIDE,
    6,
    'min(7, 6)',
  ],
  ['disabled', { text: 'pods 4/15', selectPolicy: 'Disabled' }, {}, 100, 10, WIDE, 10, 'never up'],
  [
    'what was added counts',
    { text: 'pods 4/60' },
    { up: '3@30' },
    100,
    10,
    WIDE,
    11,
    'start 10 - 3 = 7; 7 + 4',
  ],
  [
    'not when it was before the period',
    { text: 'pods 4/60' },
    { up: '3@60' },
    100,
    10,
    WIDE,
    14,
    '60 s ago is not after the cutoff',
  ],
  [
    'what was removed counts',
    { text: 'pods 4/60' },
    { down: '3@30' },
    100,
    10,
    WIDE,
    17,
    'start 10 + 3 = 13; 13 + 4',
  ],
  [
    'never below what there is',
    { text: 'pods 4/60' },
    { up: '9@30' },
    100,
    10,
    WIDE,
    10,
    'start 1; 5 < 10: stays',
  ],
  [
    'each policy by its own period',
    { text: 'pods 2/15, pods 10/60' },
    { up: '6@30' },
    100,
    10,
    WIDE,
    14,
    'max(10 + 2, 4 + 10)',
  ],
  ['max comes after', { text: 'pods 4/15' }, {}, 100, 10, { min: 1, max: 12 }, 12, 'min(14, 12)'],
  ['no more than desired', { text: 'pods 4/15' }, {}, 12, 10, WIDE, 12, '12 < 14'],
  ['pods down', { text: 'pods 4/15' }, {}, 1, 10, WIDE, 6, '10 - 4'],
  ['per cent down, truncated', { text: 'percent 10/15' }, {}, 1, 15, WIDE, 13, 'trunc(13.5)'],
  ['all at once down', { text: 'percent 100/15' }, {}, 1, 10, WIDE, 1, 'trunc(0); min 1'],
  ['the larger change down', { text: 'pods 4/15, percent 50/15' }, {}, 1, 10, WIDE, 5, 'min(6, 5)'],
  [
    'the smaller change down',
    { text: 'pods 4/15, percent 50/15', selectPolicy: 'Min' },
    {},
    1,
    10,
    WIDE,
    6,
    'max(6, 5)',
  ],
  ['disabled down', { text: 'pods 4/15', selectPolicy: 'Disabled' }, {}, 1, 10, WIDE, 10, 'never down'],
  [
    'what was removed counts down',
    { text: 'pods 4/60' },
    { down: '3@30' },
    1,
    10,
    WIDE,
    9,
    'start 13; 13 - 4',
  ],
  ['what was added counts down', { text: 'pods 4/60' }, { up: '5@30' }, 1, 10, WIDE, 1, 'start 5; 5 - 4'],
  [
    'never above what there is',
    { text: 'pods 4/60' },
    { down: '9@30' },
    1,
    10,
    WIDE,
    10,
    'start 19; 15 > 10: stays',
  ],
  ['min comes after', { text: 'pods 4/15' }, {}, 1, 10, { min: 8, max: 20 }, 8, 'max(6, 8)'],
];
