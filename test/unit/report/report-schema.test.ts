import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { VERDICT_KINDS } from '../../../src/model/verdict.ts';
import { renderJson } from '../../../src/report/json.ts';
import { REPORT_SCHEMA } from '../../../src/report/report-schema.ts';
import type { JsonSchema } from '../../../src/report/schema-parts.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';

// `date-time` needs a package of its own in ajv.
const validate = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true }).compile(
  REPORT_SCHEMA,
);

type Document = Record<string, unknown>;

function documentOf(kind: (typeof VERDICT_KINDS)[number]): Document {
  return JSON.parse(renderJson(REPORT_EXAMPLES[kind]));
}

describe('a broken report.json', () => {
  it.each(Object.keys(documentOf('passed')))('is refused without %s', (field) => {
    const { [field]: _, ...rest } = documentOf('passed');
    expect(validate(rest)).toBe(false);
  });

  it.each<[string, Document]>([
    ['another schema version', { schemaVersion: 2 }],
    ['an unknown verdict', { verdict: 'fine' }],
    ['no reason', { reasons: [] }],
    ['a change as text', { change: '+23 %' }],
    ['an interval without an end', { interval: { low: 0, confidence: 0.95 } }],
    ['a tolerance below zero', { tolerance: -0.2 }],
    ['an error rate in percent', { candidate: { ...candidate(), errorRate: 3.4 } }],
    ['an artifact that is no path', { artifacts: { trend: 1 } }],
    ['a judgement without reasons', { judgements: [{ rule: {}, verdict: 'passed', comparison: null }] }],
  ])('is refused with %s', (_, broken) => {
    expect(validate({ ...documentOf('passed'), ...broken })).toBe(false);
  });
});

function candidate(): Document {
  return { p50: 1, p95: 2, p99: 3, runs: 1, requests: 1000 };
}

describe.each(VERDICT_KINDS)('the report.json of a %s report', (kind) => {
  it('is what its schema says', () => {
    validate(documentOf(kind));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has no field that its schema does not describe', () => {
    expect(undescribed(documentOf(kind), REPORT_SCHEMA, '')).toEqual([]);
  });
});

it('has the fields that were promised, under their names', () => {
  expect(documentOf('regressed')).toMatchObject({
    schemaVersion: 1,
    verdict: 'regressed',
    metric: 'http_req_duration',
    unit: 'ms',
    baseline: { p95: 182, ageDays: 2.02, runs: 14 },
    candidate: { runs: 2, requests: 11_988, errorRate: 0 },
    change: 0.23,
    interval: { confidence: 0.95 },
    tolerance: 0.2,
    floorMs: 5,
    noise: 0.048,
    minimumDetectableChange: 0.11,
    environment: { comparable: true, differences: [] },
    engine: { name: 'k6' },
    artifacts: { trend: 'trend.png' },
  });
});

/** Paths of values that no schema speaks of; the free part of a round's `end` is allowed to be free. */
function undescribed(value: unknown, schema: JsonSchema, path: string): string[] {
  const choices = schema.anyOf ?? [schema];
  if (Array.isArray(value)) {
    const items = choices.flatMap((choice) => choice.items ?? [])[0] ?? {};
    return value.flatMap((one, index) => undescribed(one, items, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const properties = Object.assign({}, ...choices.map((choice) => choice.properties ?? {}));
  const free = choices.some((choice) => choice.additionalProperties !== undefined) || /\.end$/.test(path);
  return Object.entries(value).flatMap(([name, inner]) => {
    const described: JsonSchema | undefined = properties[name];
    if (described === undefined) return free ? [] : [`${path}.${name}`];
    return undescribed(inner, described, `${path}.${name}`);
  });
}
