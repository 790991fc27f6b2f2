import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { VERDICT_KINDS, type VerdictKind } from '../../../src/model/verdict.ts';
import { type CommentPlace, readComment, renderComment } from '../../../src/report/comment.ts';
import { type CommentLeg, legsLine, readLegs } from '../../../src/report/comment-leg.ts';
import { aComparison, aJudgement } from '../../support/report-builder.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';

const REPOSITORY = 'https://github.com/octo/shop';
const HEAD = 'd'.repeat(40);
const PLACE: CommentPlace = { id: 'perf', repository: REPOSITORY, head: HEAD };

function leg(name: string, kind: VerdictKind, overrides: Partial<CommentLeg> = {}): CommentLeg {
  const links = {
    run: `${REPOSITORY}/actions/runs/42`,
    artifact: `${REPOSITORY}/actions/runs/42/artifacts/7`,
  };
  return { name, head: HEAD, links, brief: false, report: REPORT_EXAMPLES[kind], ...overrides };
}

/** What a reader sees. */
function visible(comment: string): string {
  return comment.replace(/<!--.*?-->\n?/g, '').trim();
}

describe('a comment of one job', () => {
  it('is its report, with links to the run, the artifact and the commits', () => {
    const comment = visible(renderComment([leg('api', 'regressed')], PLACE));
    expect(comment.split('\n')[0]).toBe('### ❌ Regressed: p95 +23 %, 182 → 224 ms');
    expect(comment).toContain(`[charts and full report](${REPOSITORY}/actions/runs/42/artifacts/7)`);
    expect(comment).toContain(`[\`a1b2c3d\`](${REPOSITORY}/commit/a1b2c3d4e5`);
  });

  it('is two lines where there is nothing to look at', () => {
    const comment = visible(renderComment([leg('api', 'passed', { brief: true })], PLACE));
    expect(comment.split('\n\n')).toEqual([
      '✅ Passed: p95 180 ms, −1 % (±8 %) against `a1b2c3d`',
      expect.stringMatching(/^Look further: /),
    ]);
  });

  it('says so where it is of an older commit', () => {
    const old = leg('api', 'regressed', { head: 'e'.repeat(40) });
    expect(visible(renderComment([old], PLACE))).toContain(
      `This is of the older commit [\`eeeeeee\`](${REPOSITORY}/commit/${'e'.repeat(40)}); [\`ddddddd\`](${REPOSITORY}/commit/${HEAD}) has not been judged yet.`,
    );
  });

  it('has no link that leads out of the repository', () => {
    const links = { run: 'https://evil.example/actions/1', artifact: 'javascript:alert(1)' };
    const comment = visible(renderComment([leg('api', 'regressed', { links })], PLACE));
    expect(comment).not.toMatch(/evil|javascript|Look further/);
  });
});

describe('a comment of several jobs', () => {
  const shuffled = [
    leg('z', 'passed'),
    leg('b', 'warned'),
    leg('a', 'regressed'),
    leg('c', 'passed'),
  ] as const;

  it('begins with an overview, the worst first', () => {
    const [title, , , , ...rows] = visible(renderComment(shuffled, PLACE)).split('\n');
    expect(title).toBe('### ❌ Regressed: 1 of 4 jobs (1 warned, 2 passed)');
    expect(rows.slice(0, 4).map((row) => /`(\w)`/.exec(row)?.[1])).toEqual(['a', 'b', 'c', 'z']);
    expect(rows[0]).toBe(`| [\`a\`](${REPOSITORY}/actions/runs/42) | ❌ regressed | 224 ms (+23 %) |`);
  });

  it('calls no column p95 that is of p99, and none at all where jobs gate different things', () => {
    const gating = (quantile: number) => {
      const rule = { metric: 'http_req_duration', quantile, endpoint: null };
      const judgement = aJudgement('regressed', 'slower', aComparison(0.23, { rule }));
      return { report: { ...REPORT_EXAMPLES.regressed, judgements: [judgement] } };
    };
    const table = (one: number, other: number) =>
      visible(
        renderComment([leg('a', 'regressed', gating(one)), leg('b', 'regressed', gating(other))], PLACE),
      )
        .split('\n')
        .filter((line) => line.startsWith('|'));
    expect(table(0.99, 0.99)[0]).toBe('| | verdict | p99 |');
    const [head, , first, second] = table(0.99, 0.95);
    expect(head).toBe('| | verdict | latency |');
    expect([first, second].map((row) => row?.split(' | ')[2])).toEqual([
      'p99 224 ms (+23 %) |',
      'p95 224 ms (+23 %) |',
    ]);
  });

  it('tells of a passed job in its row alone', () => {
    const comment = visible(renderComment(shuffled, PLACE));
    expect(comment.match(/^#### .*$/gm)).toEqual([
      '#### ❌ Regressed (`a`): p95 +23 %, 182 → 224 ms',
      '#### ⚠️ Warned (`b`): p95 +14 %, 182 → 207 ms',
    ]);
  });

  it('is short where all is well', () => {
    const comment = visible(renderComment([leg('a', 'passed'), leg('b', 'passed')], PLACE));
    expect(comment.split('\n')[0]).toBe('### ✅ Passed: all 2 jobs');
    expect(comment.split('\n')).toHaveLength(6);
  });

  it('shows no figure of an invalid job', () => {
    const invalid = visible(renderComment([leg('a', 'invalid'), leg('b', 'passed')], PLACE));
    expect(invalid).toContain('| ⛔ invalid |  |');
  });

  it('has a word beside every symbol, and no table wider than four columns', () => {
    const legs = VERDICT_KINDS.map((kind) => leg(kind, kind));
    const [first, ...others] = legs;
    if (first === undefined) throw new Error('there are verdicts');
    for (const line of visible(renderComment([first, ...others], PLACE)).split('\n')) {
      if (/✅|❌|❓|⛔|🆕|⚠️/u.test(line)) expect(line).toMatch(/(?:✅|❌|❓|⛔|🆕|⚠️) [A-Za-z]/u);
      if (line.startsWith('|')) expect(line.split('|').length - 2).toBeLessThanOrEqual(4);
    }
  });
});

describe('room', () => {
  const many = (count: number, kind: VerdictKind): [CommentLeg, ...CommentLeg[]] => [
    leg('leg-first', kind),
    ...Array.from({ length: count - 1 }, (_, index) => leg(`leg-${index}`, kind)),
  ];

  it.each([1, 5, 20, 60, 300])('is kept to by %d regressed jobs, and nothing is cut', (count) => {
    const comment = renderComment(many(count, 'regressed'), PLACE);
    expect(comment.length).toBeLessThanOrEqual(65_536);
    expect(comment.match(/<details>/g)?.length).toBe(comment.match(/<\/details>/g)?.length);
    expect((comment.match(/```/g)?.length ?? 0) % 2).toBe(0);
    expect(readComment(comment, 'perf')?.damaged).toBe(0);
  });

  it('is enough for the figures of 60 jobs, and all are kept for the next update', () => {
    const kept = readComment(renderComment(many(60, 'regressed'), PLACE), 'perf');
    expect(kept?.legs).toHaveLength(60);
  });

  it('is shared fairly: each of ten jobs has its section', () => {
    const comment = renderComment(many(10, 'regressed'), PLACE);
    expect(comment.match(/^#### /gm)).toHaveLength(10);
  });

  it('that is missing is said', () => {
    const comment = visible(renderComment(many(300, 'regressed'), PLACE));
    expect(comment).toMatch(/\d+ more sections had no room here/);
    expect(comment).toMatch(/\d+ more jobs had no row here/);
  });
});

describe('what a comment keeps', () => {
  it('is ours only where the marker is its first line', () => {
    const comment = renderComment([leg('a', 'passed')], PLACE);
    expect(readComment(comment, 'perf')?.legs).toHaveLength(1);
    expect(readComment(comment.replaceAll('\n', '\r\n'), 'perf')?.legs).toHaveLength(1);
    expect(readComment(comment, 'other')).toBeNull();
    expect(readComment(`> ${comment}`, 'perf')).toBeNull();
    expect(readComment('<!-- perf-gate:perf --> and more', 'perf')).toBeNull();
  });

  it('is small, and smaller where there is less room', () => {
    const legs = [leg('a', 'regressed')];
    const [full, short] = [legsLine(legs, 'full').length, legsLine(legs, 'short').length];
    expect(full).toBeLessThan(3_000);
    expect(short).toBeLessThan(full);
  });

  it.each([
    ['a newer format', (line: string) => line.replace('legs:1:', 'legs:2:')],
    ['a cut line', (line: string) => line.replace(/.{40} -->/, ' -->')],
    ['a line that is none', (line: string) => line.replace('legs:1:', 'legs:1:!')],
    ['another document', () => `<!-- perf-gate:legs:1:${deflateRawSync('{}').toString('base64')} -->`],
    ['another list', () => `<!-- perf-gate:legs:1:${deflateRawSync('[1]').toString('base64')} -->`],
  ])('is counted as damaged with %s', (_, damage) => {
    expect(readLegs(damage(legsLine([leg('a', 'passed')], 'full')))).toEqual({ legs: [], damaged: 1 });
  });

  it('is bounded when it is unpacked', () => {
    const bomb = deflateRawSync(Buffer.alloc(20_000_000, 32)).toString('base64');
    expect(readLegs(`<!-- perf-gate:legs:1:${bomb} -->`)).toEqual({ legs: [], damaged: 1 });
  });
});
