import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  IGNORED_OPTIONS,
  SUPPORTED_OPTIONS,
  UNSUPPORTED_OPTIONS,
} from '../../../src/adapters/engine-embedded/options/option-names.ts';
import { mergeTiers } from '../../../src/adapters/engine-embedded/options/option-tiers.ts';
import { LOAD_SHORTCUTS } from '../../../src/adapters/engine-embedded/options/shortcuts.ts';
import { readTestOptions } from '../../../src/adapters/engine-embedded/options/test-options.ts';
import { isGateError } from '../../../src/model/gate-error.ts';

const NAMES = [...SUPPORTED_OPTIONS, ...IGNORED_OPTIONS, ...Object.keys(UNSUPPORTED_OPTIONS)];

/** Values that scripts write, well or badly. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('10s', '1m30s', '-1s', '0', '', 'x', 'NaN', '1e9h', null, -1, 0, 1.5, 2 ** 53, true),
);
const stage = fc.record({ duration: value, target: value }, { requiredKeys: [] });
const scenario = fc.record(
  {
    executor: fc.constantFrom(
      'constant-vus',
      'ramping-vus',
      'per-vu-iterations',
      'shared-iterations',
      'constant-arrival-rate',
      'ramping-arrival-rate',
      'externally-controlled',
      'nope',
    ),
    vus: value,
    duration: value,
    iterations: value,
    rate: value,
    stages: fc.array(stage, { maxLength: 3 }),
    preAllocatedVUs: value,
    maxVUs: value,
    startTime: value,
    exec: value,
    tags: value,
  },
  { requiredKeys: ['executor'] },
);
const options = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 }),
    fc.option(fc.dictionary(fc.constantFrom('a', 'b c', ''), scenario, { maxKeys: 2 }), { nil: undefined }),
  )
  .map(([plain, scenarios]) => (scenarios === undefined ? plain : { ...plain, scenarios }));

describe('reading options', () => {
  it('ends in options or in an error that names what is wrong, whatever they say', () => {
    fc.assert(
      fc.property(options, options, (own, commandLine) => {
        const script = { options: own, exportedFunctions: ['default'], metrics: [], files: [] };
        try {
          const read = readTestOptions(script, { environment: {}, commandLine, userAgent: '' });
          expect(read.scenarios.length).toBeGreaterThan(0);
          for (const { startTimeMs, gracefulStopMs } of read.scenarios)
            expect([startTimeMs, gracefulStopMs].every((ms) => Number.isFinite(ms) && ms >= 0)).toBe(true);
        } catch (error) {
          if (!isGateError(error)) throw error;
          expect(['SCRIPT_INVALID', 'SCRIPT_UNSUPPORTED']).toContain(error.code);
          expect(error.message).toMatch(/: /);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets a tier that says a load drop every load below it, and keep all else', () => {
    const load = fc.dictionary(fc.constantFrom(...LOAD_SHORTCUTS), fc.constant('x'), { maxKeys: 4 });
    fc.assert(
      fc.property(load, load, load, (script, environment, commandLine) => {
        const tiers = [{ ...script, userAgent: 'a' }, environment, commandLine];
        const { options: merged } = mergeTiers(tiers);
        const highest = [commandLine, environment, script].find((tier) => Object.keys(tier).length > 0) ?? {};
        const { userAgent, ...loads } = merged;
        expect(Object.keys(loads).sort()).toEqual(Object.keys(highest).sort());
        expect(userAgent).toBe('a');
      }),
    );
  });
});
