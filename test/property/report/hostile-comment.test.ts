import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { Lexer, type Token, walkTokens } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { VERDICT_KINDS } from '../../../src/model/verdict.ts';
import { type CommentPlace, readComment, renderComment } from '../../../src/report/comment.ts';
import type { CommentLeg } from '../../../src/report/comment-leg.ts';
import { renderJson } from '../../../src/report/json.ts';
import { readReport } from '../../../src/report/read-report.ts';
import { REPORT_SCHEMA } from '../../../src/report/report-schema.ts';
import { adviceForReviewers } from '../../../src/report/reviewer-advice.ts';
import { hostile, hostileReports } from '../../support/hostile-text.ts';
import { aTrend } from '../../support/report-builder.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';

// `date-time` needs a package of its own in ajv.
const validate = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true }).compile(
  REPORT_SCHEMA,
);

const REPOSITORY = 'https://github.com/octo/shop';
const PLACE: CommentPlace = { id: 'perf', repository: REPOSITORY, head: 'd'.repeat(40) };
const OURS =
  /^(<!-- perf-gate:(perf|legs:1:[A-Za-z0-9+/=]+) -->|<\/?details>|<details><summary>[\w ,]+<\/summary>)$/;

/** What a companion would make of the report of a stranger: through the file, the strict reader and the comment. */
function published(report: Report, name: string): CommentLeg {
  const reading = readReport(JSON.parse(renderJson(report)));
  if (reading.kind === 'refused') throw new Error(reading.problems.join());
  const advice = adviceForReviewers(reading.report, 'perf-gate:accept');
  const links = { run: `${REPOSITORY}/actions/runs/1`, artifact: 'https://evil.example/actions/x' };
  return { name, head: 'd'.repeat(40), links, brief: false, report: { ...reading.report, advice } };
}

/** The strict reader lets no other times through. */
const strangers = hostileReports.map((report) => ({
  ...report,
  trend: aTrend(180, report.verdict.kind, 182).map((point) => ({ ...point, commit: report.key })),
}));

function tokensOf(markdown: string): Token[] {
  const tokens: Token[] = [];
  walkTokens(new Lexer({ gfm: true }).lex(markdown), (token) => void tokens.push(token));
  return tokens;
}

function expectNothingForeign(comment: string): void {
  for (const token of tokensOf(comment)) {
    if (token.type === 'link')
      expect(token.href).toMatch(/^https:\/\/github\.com\/octo\/shop\/(commit|actions)\//);
    if (token.type === 'html')
      for (const line of token.raw.trim().split('\n')) if (line !== '') expect(line).toMatch(OURS);
    expect(token.type).not.toBe('image');
    if (token.type === 'text' && !('tokens' in token)) expect(token.raw).not.toMatch(/@\w|#\d/);
  }
  expect(comment.match(/<!-- perf-gate:perf -->/g)).toHaveLength(1);
}

// T-15
describe("the comment on a stranger's report", () => {
  it('has no mention, no foreign link, no markup and no marker but its own', () => {
    fc.assert(
      fc.property(strangers, hostile, (report, name) => {
        const alone = renderComment([published(report, name)], PLACE);
        expectNothingForeign(alone);
        const other = { ...published(REPORT_EXAMPLES.warned, 'web'), head: 'e'.repeat(40) };
        expectNothingForeign(renderComment([published(report, name), other], PLACE));
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it.each([
    '@octocat look',
    'see #12',
    '[x](https://evil.example)',
    'https://evil.example/x',
    '![x](https://github.com/octo/shop/actions/x.png)',
    '<b>bold</b>',
    '<!-- perf-gate:perf -->',
    '<!-- perf-gate:other -->',
  ])('would be noticed with %s in it', (text) => {
    expect(() => expectNothingForeign(`<!-- perf-gate:perf -->\n\n${text}\n`)).toThrow();
  });

  it('gives the same legs back when it is read again', () => {
    fc.assert(
      fc.property(strangers, (report) => {
        const comment = renderComment([published(report, 'a'), published(report, 'b')], PLACE);
        const kept = readComment(comment, 'perf');
        expect(kept).toMatchObject({ damaged: 0, legs: [{ name: 'a' }, { name: 'b' }] });
        const [first, second] = kept?.legs ?? [];
        if (first === undefined || second === undefined) throw new Error('two legs were put in');
        expect(renderComment([first, second], PLACE)).toBe(comment);
      }),
      { seed: 12, numRuns: 30 },
    );
  });
});

describe('a report of any content', () => {
  const documents = fc
    .constantFrom(...VERDICT_KINDS)
    .map((kind) => JSON.parse(renderJson(REPORT_EXAMPLES[kind])));

  it('is read or refused, never thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readReport(value).kind).toBe('refused');
      }),
      { seed: 13, numRuns: 300 },
    );
  });

  it('is rendered without harm where it is read, whatever was changed in it', () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.oneof(fc.jsonValue(), hostile), (document, at, value) => {
        const changed = changedAt(document, at, value);
        const reading = readReport(changed);
        if (reading.kind === 'refused') return;
        // What passes here passes any validator of the published schema.
        expect(validate(changed), JSON.stringify(validate.errors)).toBe(true);
        expectNothingForeign(renderComment([published(reading.report, 'a')], PLACE));
      }),
      { seed: 14, numRuns: 120 },
    );
  });
});

describe('a comment of any content', () => {
  it('is read without a fault', () => {
    const bodies = fc
      .array(
        fc.oneof(
          hostile,
          fc.base64String().map((text) => `<!-- perf-gate:legs:1:${text} -->`),
        ),
      )
      .map((lines) => `<!-- perf-gate:perf -->\n${lines.join('\n')}`);
    fc.assert(
      fc.property(bodies, (body) => {
        expect(readComment(body, 'perf')?.legs).toEqual([]);
      }),
      { seed: 15, numRuns: 300 },
    );
  });
});

/** The document with one of its values, the n-th of all, replaced. */
function changedAt(document: unknown, n: number, value: unknown): unknown {
  const places: (() => void)[] = [];
  const copy = structuredClone(document);
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, child] of Object.entries(node)) {
      places.push(() => void Object.assign(node, { [name]: value }));
      visit(child);
    }
  };
  visit(copy);
  places[n % places.length]?.();
  return copy;
}
