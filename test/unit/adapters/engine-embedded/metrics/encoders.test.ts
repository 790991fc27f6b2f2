import { describe, expect, it } from 'vitest';
import { CsvEncoder } from '../../../../../src/adapters/engine-embedded/metrics/csv-encoder.ts';
import { MetricRegistry } from '../../../../../src/adapters/engine-embedded/metrics/metric-registry.ts';
import { NdjsonEncoder } from '../../../../../src/adapters/engine-embedded/metrics/ndjson-encoder.ts';
import { rfc3339Formatter } from '../../../../../src/adapters/engine-embedded/metrics/sample-time.ts';
import { systemTagFilter } from '../../../../../src/adapters/engine-embedded/metrics/system-tag-filter.ts';
import { bindThresholds } from '../../../../../src/adapters/engine-embedded/metrics/thresholds.ts';

const TIME = Date.parse('2026-03-04T05:06:07.089Z');

describe('rfc3339Formatter', () => {
  const utc = rfc3339Formatter(() => 0);

  it('trims zeros and writes whole seconds without a fraction', () => {
    expect(utc(TIME)).toBe('2026-03-04T05:06:07.089Z');
    expect(utc(TIME - 89)).toBe('2026-03-04T05:06:07Z');
    expect(utc(TIME + 0.25)).toBe('2026-03-04T05:06:07.08925Z');
  });

  it('carries a fraction that rounds up into the next second', () => {
    expect(utc(TIME - 89.0001)).toBe('2026-03-04T05:06:07Z');
  });

  it('writes the local time with its offset', () => {
    expect(rfc3339Formatter(() => 120)(TIME)).toBe('2026-03-04T07:06:07.089+02:00');
    expect(rfc3339Formatter(() => -210)(TIME)).toBe('2026-03-04T01:36:07.089-03:30');
  });
});

describe('NdjsonEncoder', () => {
  const registry = () =>
    new MetricRegistry([
      { name: 'seen', type: 'counter', contains: 'default' },
      { name: 'wait', type: 'trend', contains: 'time' },
    ]);

  it('declares a metric before its first sample only, with thresholds and sub-metrics', () => {
    const metrics = registry();
    const option = { abortOnFail: false, delayAbortEvalMs: 0 };
    bindThresholds(
      [
        { ...option, metric: 'http_req_duration', expression: 'p(95)<500' },
        {
          ...option,
          metric: 'http_req_duration',
          expression: 'avg<9',
          abortOnFail: true,
          delayAbortEvalMs: 1_500,
        },
        { ...option, metric: 'http_req_duration{name:x}', expression: 'max<9' },
      ],
      metrics,
    );
    const encoder = new NdjsonEncoder(metrics, () => 0);
    const sample = { metric: 'http_req_duration', timeMs: TIME, value: 1.5, tags: {} };
    const [head, point] = encoder.encode(sample).trimEnd().split('\n');
    expect(JSON.parse(head ?? '')).toEqual({
      type: 'Metric',
      data: {
        name: 'http_req_duration',
        type: 'trend',
        contains: 'time',
        thresholds: ['p(95)<500', { threshold: 'avg<9', abortOnFail: true, delayAbortEval: '1.5s' }],
        submetrics: [
          {
            name: 'http_req_duration{expected_response:true}',
            suffix: 'expected_response:true',
            tags: { expected_response: 'true' },
          },
          { name: 'http_req_duration{name:x}', suffix: 'name:x', tags: { name: 'x' } },
        ],
      },
      metric: 'http_req_duration',
    });
    expect(point).toBe(
      '{"metric":"http_req_duration","type":"Point","data":{"time":"2026-03-04T05:06:07.089Z","value":1.5,"tags":{}}}',
    );
    expect(encoder.encode(sample).trimEnd().split('\n')).toHaveLength(1);
  });

  it('writes tags in order, escapes what JSON escapes and nothing else', () => {
    const encoder = new NdjsonEncoder(registry(), () => 0);
    const tags = { url: 'http://h/?a=1&b=<2>', name: 'say "hi"\n', check: 'é' };
    const line = encoder.encode({ metric: 'seen', timeMs: TIME, value: 1, tags }).split('\n')[1] ?? '';
    expect(line).toContain('"tags":{"check":"é","name":"say \\"hi\\"\\n","url":"http://h/?a=1&b=<2>"}');
    expect(JSON.parse(line).data.tags).toEqual(tags);
  });

  it('cuts times to nanoseconds and leaves other values as they are', () => {
    const encoder = new NdjsonEncoder(registry(), () => 0);
    const written = (metric: string, value: number) =>
      JSON.parse(encoder.encode({ metric, timeMs: TIME, value, tags: {} }).trimEnd().split('\n').at(-1) ?? '')
        .data.value;
    expect(written('wait', 19.152329999999893)).toBe(19.15233);
    expect(written('seen', 1e-9)).toBe(1e-9);
  });

  it('writes metadata where there is some', () => {
    const encoder = new NdjsonEncoder(registry(), () => 0);
    const metadata = { vu: '3' };
    const lines = encoder.encode({ metric: 'seen', timeMs: TIME, value: 1, tags: {}, metadata });
    expect(JSON.parse(lines.split('\n')[1] ?? '').data.metadata).toEqual(metadata);
  });
});

describe('CsvEncoder', () => {
  it('has a column for each system tag that is on, then extra tags and metadata', () => {
    const encoder = new CsvEncoder(['status', 'name']);
    expect(encoder.header()).toBe('metric_name,timestamp,metric_value,name,status,extra_tags,metadata\n');
    const tags = { name: 'a,"b"', status: '200', team: 'x', build: '7' };
    const line = encoder.encode({ metric: 'http_reqs', timeMs: TIME, value: 1, tags });
    expect(line).toBe(`http_reqs,${Math.floor(TIME / 1_000)},1.000000,"a,""b""",200,team=x&build=7,\n`);
  });

  it('has the columns of k6 by default', () => {
    expect(new CsvEncoder().header()).toBe(
      'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata\n',
    );
  });
});

describe('systemTagFilter', () => {
  it('takes off what is not on, and never user tags', () => {
    const filter = systemTagFilter(['status']);
    const tags = { status: '200', url: 'u', mine: '1' };
    const sample = { metric: 'm', timeMs: 0, value: 1, tags };
    expect(filter(sample).tags).toEqual({ status: '200', mine: '1' });
    expect(filter({ ...sample, value: 2 }).tags).toBe(filter(sample).tags);
  });
});
