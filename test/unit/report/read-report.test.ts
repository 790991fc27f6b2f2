import { describe, expect, it } from 'vitest';
import { VERDICT_KINDS } from '../../../src/model/verdict.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { readReport } from '../../../src/report/read-report.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';

type Document = Record<string, unknown>;

function documentOf(kind: (typeof VERDICT_KINDS)[number] = 'regressed'): Document {
  return JSON.parse(renderJson(REPORT_EXAMPLES[kind]));
}

function problemsOf(document: unknown): readonly string[] {
  const reading = readReport(document);
  return reading.kind === 'refused' ? reading.problems : [];
}

// T-12
describe('what is no report', () => {
  it.each([
    ['nothing', undefined, 'report: expected object, got nothing'],
    ['a list', [], 'report: expected object, got a list'],
    ['text', 'regressed', 'report: expected object, got "regressed"'],
  ])('is refused: %s', (_, document, problem) => {
    expect(problemsOf(document)).toEqual([problem]);
  });

  it.each<[string, Document, string]>([
    ['another version', { schemaVersion: 2 }, 'report.schemaVersion: expected 1, got 2'],
    ['an unknown verdict', { verdict: 'fine' }, 'report.verdict: expected "regressed" or'],
    [
      'a number as text',
      { change: '+23 %' },
      'report.change: expected number or null (-1 to any), got "+23 %"',
    ],
    ['no reason', { reasons: [] }, 'report.reasons: expected 1 to 10000 items, got 0 items'],
    ['a number without end', { noise: Number.POSITIVE_INFINITY }, 'report.noise: expected number or null'],
    ['a number of a mile', { noise: 1e200 }, 'report.noise: expected number or null'],
    [
      'half a request',
      { candidate: { ...candidate(), requests: 1.5 } },
      'report.candidate.requests: expected integer',
    ],
    ['a time that is none', { createdAt: 'today' }, 'report.createdAt: expected a time'],
    ['a date with a tail', { createdAt: '2026-01-01T00:00:00Z<b>' }, 'report.createdAt: expected a time'],
    [
      'a book',
      { headline: 'x'.repeat(4_001) },
      'report.headline: expected at most 4000 characters, got 4001',
    ],
    [
      'an army',
      { notices: Array(10_001).fill({ code: 'n', text: 't' }) },
      'report.notices: expected 0 to 10000 items',
    ],
    [
      'an artifact that is no text',
      { artifacts: { trend: 1 } },
      'report.artifacts.trend: expected string, got 1',
    ],
  ])('is refused: %s', (_, broken, problem) => {
    expect(problemsOf({ ...documentOf(), ...broken })).toEqual([expect.stringContaining(problem)]);
  });

  it('is refused with all that is wrong, up to a bound', () => {
    const { headline: _, ...rest } = documentOf();
    expect(problemsOf({ ...rest, verdict: 1, key: null })).toEqual([
      'report.key: expected string, got null',
      expect.stringContaining('report.verdict: expected'),
      'report.headline: expected string, got nothing',
    ]);
    expect(problemsOf({ ...rest, notices: Array(100).fill(1) })).toHaveLength(20);
  });

  it('never says what it quotes at length, or on two lines', () => {
    const [problem = ''] = problemsOf({ ...documentOf(), verdict: `\n::error::${'x'.repeat(500)}` });
    expect(problem).not.toContain('\n');
    expect(problem.length).toBeLessThan(300);
  });
});

function candidate(): Document {
  return documentOf().candidate as Document;
}

describe.each(VERDICT_KINDS)('the report.json of a %s report', (kind) => {
  it('is read as the report that it was made of', () => {
    const { latency: _, ...report } = REPORT_EXAMPLES[kind];
    const reading = readReport(documentOf(kind));
    expect(reading).toEqual({
      kind: 'read',
      report: { ...report, latency: { baseline: null, candidate: null } },
    });
    if (reading.kind === 'read')
      expect(renderMarkdown(reading.report)).toBe(renderMarkdown(REPORT_EXAMPLES[kind]));
  });
});

it('keeps nothing that the schema does not name', () => {
  const document = { ...documentOf(), extra: 1, tool: { name: 'perf-gate', version: '1', extra: 1 } };
  const reading = readReport(JSON.parse(JSON.stringify(document).replace('"extra"', '"__proto__"')));
  if (reading.kind !== 'read') throw new Error(reading.problems.join());
  expect(Object.keys(reading.report)).not.toContain('extra');
  expect(reading.report.tool).toEqual({ name: 'perf-gate', version: '1' });
});

it('makes an end of every kind whole', () => {
  const ends = ['marked-failed', 'failed', 'timed-out', 'interrupted', 'finished'].map((kind) => ({ kind }));
  const [round] = documentOf().rounds as Document[];
  const reading = readReport({ ...documentOf(), rounds: ends.map((end) => ({ ...round, end })) });
  if (reading.kind !== 'read') throw new Error(reading.problems.join());
  expect(reading.report.rounds.map(({ end }) => end)).toEqual([
    { kind: 'marked-failed', message: 'no reason given' },
    { kind: 'failed', code: 'unknown', message: 'no reason given', hint: null },
    { kind: 'timed-out', afterMs: 0 },
    { kind: 'interrupted', signal: 'unknown' },
    { kind: 'finished' },
  ]);
});
