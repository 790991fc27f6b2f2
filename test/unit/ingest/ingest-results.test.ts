import { describe, expect, it } from 'vitest';
import { gzipped } from '../../support/byte-source.ts';
import { codesOf, ingestText } from '../../support/ingest-text.ts';
import { pointLine, requestLines, runLines } from '../../support/ndjson-writer.ts';

const RUN = { requests: 40, ratePerSecond: 10, seed: 1 };
const text = [...runLines(RUN)].join('');

describe('results that say nothing', () => {
  it.each([
    ['an empty file', ''],
    ['white space', ' \n\r\n\t'],
    ['an empty gzip', gzipped('')],
    ['a gzip cut in its header', gzipped(text).subarray(0, 8)],
  ])('calls %s empty', async (_what, content) => {
    await expect(ingestText(content)).rejects.toMatchObject({
      code: 'RESULTS_EMPTY',
      fault: 'environment',
      message: expect.stringContaining('results.json'),
    });
  });

  it.each([
    ['a web page', '<!doctype html><html>', '<!doctype html>'],
    ['binary data', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), '\\u0089PNG'],
    ['escape sequences', '\u001b[2Jgone', '\\u001b[2Jgone'],
    ['JSON of another tool', '{"suites":[]}', '{\\"suites\\":[]}'],
    ['a list', '[1,2]', '[1,2]'],
    ['UTF-16', Buffer.from('{"metric":"', 'utf16le'), '{\\u0000'],
    ['gzipped text of no known format', gzipped('hello'), 'hello'],
  ])('says what it saw when given %s', async (_what, content, seen) => {
    const failure = await ingestText(content).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'FORMAT_UNKNOWN', fault: 'user' });
    const { message } = failure as Error;
    expect(message).toContain(seen);
    expect(message).toMatch(/^[\x20-\x7e]+$/);
  });

  it('calls a cut summary damaged', async () => {
    await expect(ingestText('{"metrics":{"http_reqs":{"count"')).rejects.toMatchObject({
      code: 'RESULTS_DAMAGED',
    });
  });

  it('calls NDJSON without one readable line damaged', async () => {
    const content = `{"type":"Point"${'\u0000'.repeat(50)}\n`.repeat(3);
    await expect(ingestText(content)).rejects.toMatchObject({ code: 'RESULTS_DAMAGED' });
  });

  it('refuses samples that span more than a week', async () => {
    const line = (time: string) => pointLine({ metric: 'http_req_duration', time, value: 1, tags: {} });
    await expect(
      ingestText(`${line('2026-01-01T00:00:00Z')}\n${line('2026-02-01T00:00:00Z')}\n`),
    ).rejects.toMatchObject({ code: 'RESULTS_DAMAGED', message: expect.stringContaining('31 days') });
  });

  it('reads an unknown format to its end, so that whoever writes it is not left waiting', async () => {
    let ended = false;
    async function* source() {
      for (let i = 0; i < 10; i++) yield Buffer.alloc(8192, 'x');
      ended = true;
    }
    const { ingestResults } = await import('../../../src/ingest/ingest-results.ts');
    await expect(ingestResults(source(), { warmUpMs: 0, metrics: [], label: 'x' })).rejects.toThrow();
    expect(ended).toBe(true);
  });
});

describe('results that are cut or damaged in part', () => {
  it('keeps what came before a cut last line', async () => {
    const results = await ingestText(text.slice(0, -40));
    expect(codesOf(results)).toEqual(['results-cut']);
    expect(results.load.requests).toBe(40);
  });

  it('reads a whole last line without its line feed', async () => {
    const lines = requestLines({ timeMs: Date.UTC(2026, 0, 1), durationMs: 5 }).slice(0, 2);
    const results = await ingestText(lines.join('\n'));
    expect(codesOf(results)).toEqual([]);
    expect(results.load.requests).toBe(1);
  });

  it('keeps what could be inflated of a truncated gzip', async () => {
    const long = [...runLines({ ...RUN, requests: 2_000 })].join('');
    const whole = gzipped(long);
    const results = await ingestText(whole.subarray(0, whole.length * 0.9));
    expect(codesOf(results)).toContain('results-cut');
    expect(results.load.requests).toBeGreaterThan(1_500);
    expect(results.load.requests).toBeLessThan(2_000);
  });

  it('says that a gzip is cut which lacks only its checksum', async () => {
    const results = await ingestText(gzipped(text).subarray(0, -4));
    expect(codesOf(results)).toEqual(['results-cut']);
    expect(results.load.requests).toBe(40);
  });

  it('keeps what came before damage inside a gzip', async () => {
    const long = [...runLines({ ...RUN, requests: 2_000 })].join('');
    const damaged = Buffer.from(gzipped(long));
    damaged.fill(0xff, damaged.length - 3_000, damaged.length - 2_000);
    const results = await ingestText(damaged);
    expect(codesOf(results)).toContain('results-cut');
    expect(results.load.requests).toBeGreaterThan(1_000);
  });

  it('leaves out lines of garbage and counts them', async () => {
    const results = await ingestText(`${text}\u0000\u0001garbage\nnot json\n{"type":"Point"}\n${text}`);
    expect(results.load.requests).toBe(80);
    expect(results.notices).toContainEqual({
      code: 'lines-unreadable',
      text: expect.stringMatching(/left out \(3\).*"\\u0000\\u0001garbage"$/),
    });
  });

  it('skips a line of several megabytes without holding it', async () => {
    const huge = `{"metric":"http_req_duration","x":"${'y'.repeat(3_000_000)}"}\n`;
    const results = await ingestText(text + huge + text);
    expect(codesOf(results)).toEqual(['lines-too-long']);
    expect(results.load.requests).toBe(80);
  });

  it('reads joined gzip members as one stream', async () => {
    const results = await ingestText(Buffer.concat([gzipped(text), gzipped(text)]));
    expect(results.load.requests).toBe(80);
    expect(codesOf(results)).toEqual([]);
  });

  it('reads past a byte order mark and Windows line ends', async () => {
    const results = await ingestText(`\ufeff${text.replaceAll('\n', '\r\n')}`);
    expect(results.load.requests).toBe(40);
    expect(codesOf(results)).toEqual([]);
  });

  it('passes on an error of the source', async () => {
    async function* failing() {
      yield Buffer.from(text);
      throw new Error('disk gone');
    }
    const { ingestResults } = await import('../../../src/ingest/ingest-results.ts');
    await expect(ingestResults(failing(), { warmUpMs: 0, metrics: [], label: 'x' })).rejects.toThrow(
      'disk gone',
    );
  });
});

describe('formats', () => {
  it.each(['current', 'old'] as const)('reads the %s layout of NDJSON', async (layout) => {
    const results = await ingestText(runLines({ ...RUN, layout }));
    expect(results).toMatchObject({ format: 'ndjson', summaryOnly: false, notices: [] });
    expect(results.load).toMatchObject({ requests: 40, checksPassed: 40, maxVus: 10 });
    expect(results.declaredThresholds).toEqual([
      { metric: 'http_req_duration', expression: 'p(95)<500' },
      { metric: 'checks', expression: 'rate>0.9' },
    ]);
  });

  it('reads NDJSON whose keys are in yet another order', async () => {
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { type, metric, data } = JSON.parse(line);
        return JSON.stringify({ data, metric, type });
      });
    expect((await ingestText(`${lines.join('\n')}\n`)).series).toEqual((await ingestText(text)).series);
  });
});
