import type { Notice } from '../../../model/run.ts';
import type { HttpSettings, ScriptDescription, Tags } from '../vu/vu-backend.ts';
import { parseExecutionSegment } from './execution-segment.ts';
import { readHttpSettings } from './http-settings.ts';
import { lenientOptions } from './lenient-options.ts';
import { IGNORED_OPTIONS, SUPPORTED_OPTIONS, UNSUPPORTED_OPTIONS } from './option-names.ts';
import { OptionProblems } from './option-problems.ts';
import { isRecord, OptionReader, type RawOptions } from './option-reader.ts';
import { mergeTiers } from './option-tiers.ts';
import { readScenario } from './read-scenario.ts';
import { hasWork, type Scenario } from './scenario.ts';
import { scenariosOf } from './shortcuts.ts';
import { ABSENT_SYSTEM_TAGS, DEFAULT_SYSTEM_TAGS } from './system-tags.ts';
import { readThresholds, type ThresholdOption } from './threshold-options.ts';
import { isTrendStatistic } from './trend-statistics.ts';
import { WHOLE, type WorkShare } from './work-share.ts';

/** Everything that the options of a test say, checked and with defaults. */
export interface TestOptions {
  readonly scenarios: readonly Scenario[];
  /** The part of the test that this instance runs (`executionSegment`). */
  readonly share: WorkShare;
  readonly thresholds: readonly ThresholdOption[];
  readonly http: HttpSettings;
  /** Tags of every sample. */
  readonly tags: Tags;
  readonly systemTags: readonly string[];
  readonly summaryTrendStats: readonly string[];
  readonly summaryTimeUnit: '' | 's' | 'ms' | 'us';
  readonly setupTimeoutMs: number;
  readonly teardownTimeoutMs: number;
  readonly handleSummaryTimeoutMs: number;
  readonly minIterationDurationMs: number;
  readonly noSetup: boolean;
  readonly noTeardown: boolean;
  /** The consolidated options as JSON, for `exec.test.options` and k6's own names. */
  readonly consolidated: RawOptions;
  readonly notices: readonly Notice[];
}

export interface OptionSources {
  /** Options from `K6_*` variables, above the script's. */
  readonly environment: RawOptions;
  /** Options from the command line, above all others. */
  readonly commandLine: RawOptions;
  readonly userAgent: string;
}

const DEFAULT_TREND_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'];
const MINUTE = 60_000;

/**
 * Consolidates and checks the options of a test.
 * @throws GateError SCRIPT_INVALID with every problem (path, expected, got), or SCRIPT_UNSUPPORTED with every option
 *   that this engine does not have.
 */
export function readTestOptions(script: ScriptDescription, sources: OptionSources): TestOptions {
  const problems = new OptionProblems();
  const own = isRecord(script.options) ? lenientOptions(script.options) : {};
  if (!isRecord(script.options)) problems.add('options', 'an object', script.options);
  const { options, dropped } = mergeTiers([own, sources.environment, sources.commandLine]);
  const reader = new OptionReader(options, '', problems);
  rejectUnsupported(reader);
  const rawScenarios = scenariosOf(options, problems);
  const scenarios = readScenarios(rawScenarios, script, problems);
  const read = {
    scenarios,
    share: readShare(reader, scenarios),
    thresholds: reader.flag('noThresholds') ? [] : readThresholds(reader.value('thresholds'), problems),
    http: readHttpSettings(reader, sources.userAgent),
    tags: reader.texts('tags'),
    systemTags: reader.list('systemTags', DEFAULT_SYSTEM_TAGS),
    summaryTrendStats: readTrendStats(reader),
    summaryTimeUnit: readTimeUnit(reader),
    setupTimeoutMs: reader.duration('setupTimeout', { fallback: MINUTE, min: 1 }),
    teardownTimeoutMs: reader.duration('teardownTimeout', { fallback: MINUTE, min: 1 }),
    handleSummaryTimeoutMs: reader.duration('handleSummaryTimeout', { fallback: 2 * MINUTE, min: 1 }),
    minIterationDurationMs: reader.duration('minIterationDuration', { fallback: 0 }),
    noSetup: reader.flag('noSetup'),
    noTeardown: reader.flag('noTeardown'),
  };
  problems.throwIfAny('the options of the test', 'SCRIPT_INVALID');
  const consolidated = { ...options, scenarios: rawScenarios };
  return { ...read, consolidated, notices: noticesOf(options, dropped, read.systemTags) };
}

function readScenarios(
  raw: RawOptions,
  script: ScriptDescription,
  problems: OptionProblems,
): readonly Scenario[] {
  const scenarios = Object.entries(raw).flatMap(([name, value]) => readScenario(name, value, problems) ?? []);
  for (const { name, exec } of scenarios) {
    if (script.exportedFunctions.includes(exec)) continue;
    const exported = script.exportedFunctions.join(', ') || 'none';
    problems.add(`scenarios.${name}.exec`, `an exported function of the script (it has: ${exported})`, exec);
  }
  return scenarios;
}

function readShare(reader: OptionReader, scenarios: readonly Scenario[]): WorkShare {
  const segment = reader.text('executionSegment', '');
  const sequence = reader.text('executionSegmentSequence', '');
  if (segment === '') {
    if (sequence !== '')
      reader.problems.add(
        'executionSegment',
        'the segment of the sequence that this instance runs',
        undefined,
      );
    return WHOLE;
  }
  const share = parseExecutionSegment(segment, sequence === '' ? null : sequence);
  if (share === null) {
    const expected = 'a segment such as "0:1/3" or "25%:50%", one of those of executionSegmentSequence';
    reader.problems.add(
      'executionSegment',
      expected,
      sequence === '' ? segment : `${segment} of ${sequence}`,
    );
    return WHOLE;
  }
  if (scenarios.length > 0 && !scenarios.some((scenario) => hasWork(scenario, share)))
    reader.problems.add('executionSegment', 'a segment with at least one VU', segment);
  return share;
}

function rejectUnsupported(reader: OptionReader): void {
  for (const [name, meaning] of Object.entries(UNSUPPORTED_OPTIONS)) {
    if (isAsked(reader.value(name))) reader.problems.addUnsupported(name, `not supported: ${meaning}`);
  }
}

function isAsked(value: unknown): boolean {
  if (value === undefined || value === false || value === '' || value === 0) return false;
  return !(Array.isArray(value) && value.length === 0);
}

function readTrendStats(reader: OptionReader): readonly string[] {
  const stats = reader.list('summaryTrendStats', DEFAULT_TREND_STATS);
  const wrong = stats.find((stat) => !isTrendStatistic(stat));
  if (wrong === undefined) return stats;
  reader.problems.add('summaryTrendStats', 'only avg, min, med, max, count and p(0) to p(100)', wrong);
  return DEFAULT_TREND_STATS;
}

function readTimeUnit(reader: OptionReader): TestOptions['summaryTimeUnit'] {
  const unit = reader.value('summaryTimeUnit') ?? '';
  if (unit === '' || unit === 's' || unit === 'ms' || unit === 'us') return unit;
  reader.problems.add('summaryTimeUnit', 'one of s, ms, us', unit);
  return '';
}

function noticesOf(options: RawOptions, dropped: readonly string[], systemTags: readonly string[]): Notice[] {
  const known = new Set([...SUPPORTED_OPTIONS, ...IGNORED_OPTIONS, ...Object.keys(UNSUPPORTED_OPTIONS)]);
  const names = Object.keys(options);
  const notices: [code: string, text: string, names: readonly string[]][] = [
    [
      'options-replaced',
      'environment or command line took the place of',
      dropped.map((name) => `the script's ${name}`),
    ],
    [
      'options-ignored',
      'options without effect here:',
      names.filter((name) => IGNORED_OPTIONS.includes(name)),
    ],
    ['options-unknown', 'ignored, since k6 has no such option:', names.filter((name) => !known.has(name))],
    [
      'system-tags-absent',
      'system tags that are not set here:',
      systemTags.filter((tag) => ABSENT_SYSTEM_TAGS.includes(tag)),
    ],
  ];
  return notices
    .filter(([, , subjects]) => subjects.length > 0)
    .map(([code, text, subjects]) => ({ code, text: `${text} ${subjects.join(', ')}` }));
}
