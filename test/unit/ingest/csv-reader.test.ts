import { describe, expect, it } from 'vitest';
import { parseCsvTime } from '../../../src/ingest/csv-time.ts';
import { gzipped } from '../../support/byte-source.ts';
import { codesOf, ingestText } from '../../support/ingest-text.ts';

const HEADER =
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata';
const START = 1_767_614_400;

interface Row {
  readonly metric?: string;
  readonly time?: string;
  readonly value?: string;
  readonly expected?: string;
  readonly group?: string;
  readonly name?: string;
  readonly scenario?: string;
  readonly status?: string;
  readonly extra?: string;
}

function row(fields: Row = {}): string {
  const {
    metric = 'http_req_duration',
    time = String(START),
    value = '10.000000',
    group = '',
    extra = '',
  } = fields;
  const { name = '/cart', scenario = 'default', status = '200', expected = 'true' } = fields;
  return `${metric},${time},${value},,,,${expected},${group},GET,${name},HTTP/1.1,${scenario},,${status},,,${name},${extra},`;
}

function file(...rows: string[]): string {
  return `${[HEADER, ...rows].join('\n')}\n`;
}

describe('damage', () => {
  it('is RESULTS_DAMAGED when no row can be read', async () => {
    await expect(ingestText(file('x', 'y z'))).rejects.toMatchObject({ code: 'RESULTS_DAMAGED' });
  });

  it('leaves out rows of another width and values that are no numbers', async () => {
    const results = await ingestText(
      file(
        row(),
        'http_req_duration,1,2',
        row({ value: 'NaN' }),
        row({ value: '-5' }),
        row({ value: '' }),
        row({ value: '+Inf' }),
      ),
    );
    expect(results.load.requests).toBe(1);
    expect(codesOf(results)).toEqual(['whole-seconds', 'samples-rejected', 'lines-unreadable']);
  });

  it.each([
    ['in the middle of a row', `${file(row())}http_req_duration,17676`],
    ['inside a quoted field', `${file(row())}${row({ name: '"/a' })}`],
  ])('says that the file is cut %s', async (_where, content) => {
    const results = await ingestText(content);
    expect(codesOf(results)).toContain('results-cut');
    expect(results.load.requests).toBe(1);
  });

  it('has a header only: nothing of the load', async () => {
    const results = await ingestText(`${HEADER}\n`);
    expect(codesOf(results)).toEqual(['no-samples']);
    expect(results).toMatchObject({ series: [], firstSampleMs: null });
  });
});

it('reads the default whole seconds and says how coarse they are', async () => {
  const rows = [0, 1, 2, 10, 11].map((second) =>
    row({ time: String(START + second), value: `${second + 1}.5` }),
  );
  const results = await ingestText(file(...rows), { warmUpMs: 10_000 });
  expect(results).toMatchObject({ format: 'csv', firstSampleMs: (START - 0.0015) * 1000 });
  expect(results.series[0]).toMatchObject({ count: 2, min: 11.5, max: 12.5 });
  expect(codesOf(results)).toEqual(['whole-seconds']);
});

it.each([
  ['unix', '1767614400', 1_767_614_400_000, true],
  ['unix_milli', '1767614400250', 1_767_614_400_250, false],
  ['unix_micro', '1767614400250500', 1_767_614_400_250.5, false],
  ['unix_nano', '1767614400250500000', 1_767_614_400_250.5, false],
  ['rfc3339', '2026-01-05T13:00:00+01:00', 1_767_614_400_000, true],
  ['rfc3339_nano', '2026-01-05T12:00:00.2505Z', 1_767_614_400_250.5, false],
])('reads timestamps in %s', (_format, text, timeMs, wholeSeconds) => {
  expect(parseCsvTime(text)).toEqual({ timeMs, wholeSeconds });
});

it.each(['', 'soon', '-1', '1e9', '123456789012345678901'])('finds no time in "%s"', (text) => {
  expect(parseCsvTime(text).timeMs).toBeNaN();
});

it('reads quoted names with commas, quotes and line feeds, also of metrics that nobody wants', async () => {
  const trap = `"a ""b"",\n${row({ value: '999.000000' })}\nc"`;
  const results = await ingestText(
    file(row({ metric: 'http_req_waiting', name: trap }), row({ name: '"/x,""y"""' }), row({ name: trap })),
  );
  expect(results.load.requests).toBe(2);
  expect(results.series[0]?.max).toBe(10);
  expect(results.series.map(({ endpoint }) => endpoint)).toContain('GET /x,"y"');
});

it('is not confused by unescaped extra tags', async () => {
  const results = await ingestText(
    file(row({ extra: 'status=500&a=b=c&expected_response=false&group=::setup' })),
  );
  expect(results.load).toMatchObject({ requests: 1, failedRequests: 0 });
});

it('takes failures, setup and checks as NDJSON does', async () => {
  const results = await ingestText(
    file(
      row(),
      row({ expected: 'false', status: '503' }),
      row({ group: '::setup', scenario: '' }),
      row({ metric: 'checks', value: '1.000000' }),
      row({ metric: 'checks', value: '0.000000' }),
      row({ metric: 'vus', value: '7.000000', scenario: '' }),
    ),
  );
  expect(results.load).toMatchObject({
    requests: 2,
    failuresByClass: { 'status 503': 1 },
    checksPassed: 1,
    checksFailed: 1,
    maxVus: 7,
  });
});

it('reads it gzipped, and the files of several instances joined', async () => {
  const results = await ingestText(gzipped(file(row()) + file(row())));
  expect(results).toMatchObject({ format: 'csv', load: { requests: 2 } });
});
