import { IGNORED_OPTIONS, SUPPORTED_OPTIONS, UNSUPPORTED_OPTIONS } from './option-names.ts';
import { isRecord, type RawOptions } from './option-reader.ts';
import { SCENARIO_OPTIONS } from './read-scenario.ts';
import { STAGE_OPTIONS } from './read-stages.ts';

const TOP_OPTIONS = [...SUPPORTED_OPTIONS, ...IGNORED_OPTIONS, ...Object.keys(UNSUPPORTED_OPTIONS)];

/** Options that are whole numbers. */
const COUNTS: ReadonlySet<string> = new Set([
  'vus',
  'iterations',
  'startVUs',
  'rate',
  'startRate',
  'preAllocatedVUs',
  'maxVUs',
  'target',
  'maxRedirects',
  'batch',
  'batchPerHost',
  'rps',
]);

/**
 * A script's options as k6's JSON reader takes them: a name in any case (`maxVus`), a whole number as text, too
 * (`vus: __ENV.VUS`), where an empty text is not set.
 */
export function lenientOptions(script: RawOptions): RawOptions {
  const options = withKnownNames(script, TOP_OPTIONS);
  const { stages, scenarios } = options;
  return {
    ...options,
    ...(stages !== undefined && { stages: lenientStages(stages) }),
    ...(isRecord(scenarios) && {
      scenarios: Object.fromEntries(
        Object.entries(scenarios).map(([name, scenario]) => [name, lenientScenario(scenario)]),
      ),
    }),
  };
}

function lenientScenario(scenario: unknown): unknown {
  if (!isRecord(scenario)) return scenario;
  const options = withKnownNames(scenario, SCENARIO_OPTIONS);
  return options.stages === undefined ? options : { ...options, stages: lenientStages(options.stages) };
}

function lenientStages(stages: unknown): unknown {
  if (!Array.isArray(stages)) return stages;
  return stages.map((stage) => (isRecord(stage) ? withKnownNames(stage, STAGE_OPTIONS) : stage));
}

function withKnownNames(source: RawOptions, known: readonly string[]): RawOptions {
  const names = new Map(known.map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(source).map(([written, value]) => {
      const name = names.get(written.toLowerCase()) ?? written;
      return [name, COUNTS.has(name) ? asCount(value) : value];
    }),
  );
}

/** What is no whole number stays as it is, to be told as it was written. */
function asCount(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value === '') return undefined;
  return /^[+-]?\d+$/.test(value) ? Number(value) : value;
}
