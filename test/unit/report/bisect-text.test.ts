import { describe, expect, it } from 'vitest';
import type { BisectHint, Commit, CommitRange } from '../../../src/model/bisect-hint.ts';
import { renderBisectHint } from '../../../src/report/bisect-text.ts';

const good = { id: '1', commit: 'a'.repeat(40), at: '2026-01-01T10:00:00.000Z', p95: 100 };
const bad = { id: '2', commit: 'b'.repeat(40), at: '2026-01-02T11:30:00.000Z', p95: 151 };
const known = (commits: readonly Commit[]): CommitRange => ({ kind: 'known', commits });
const hint = (commits: CommitRange, foundBy: 'verdict' | 'level-shift' = 'verdict'): BisectHint => ({
  key: 'checkout',
  suspect: { span: { foundBy, good, bad }, commits },
});
const commit = (index: number): Commit => ({ sha: String(index).repeat(40), subject: `change ${index}` });

describe('a bisect hint', () => {
  it('names both ends, what lies between, and the command', () => {
    expect(renderBisectHint(hint(known([commit(2), commit(1)])))).toBe(
      `"checkout": the gate failed here
  last good  aaaaaaa  2026-01-01 10:00 UTC, p95 100 ms
  first bad  bbbbbbb  2026-01-02 11:30 UTC, p95 151 ms

2 commits came in between, newest first:
  2222222  change 2
  1111111  change 1

To find the one: git bisect start ${bad.commit} ${good.commit}
and give git bisect run a script that builds the commit and compares it with the good one in paired mode (perf-gate run --base-command ... --head-command ...).
`,
    );
  });

  it('needs no search for one commit', () => {
    expect(renderBisectHint(hint(known([commit(7)])))).toMatch(
      /One commit lies between them: 7777777 {2}change 7\n$/,
    );
  });

  it('says where to look when it was not the code', () => {
    expect(renderBisectHint(hint(known([])))).toContain('it was not the code');
  });

  it('says why the commits are not known', () => {
    expect(renderBisectHint(hint({ kind: 'unknown', why: 'the clone is shallow' }, 'level-shift'))).toMatch(
      /the level rose here[\s\S]*not known: the clone is shallow\.\n$/,
    );
  });

  it('says that there is nothing', () => {
    expect(renderBisectHint({ key: 'k', suspect: null })).toContain('no regression to search for');
  });

  it('shows twenty commits, and subjects as plain text', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      sha: `${index}`.padStart(40, '0'),
      subject: `\u001b[31mred ${'x'.repeat(200)}`,
    }));
    const text = renderBisectHint(hint(known(many)));
    expect(text).toContain('... and 10 more');
    expect(text).not.toContain('\u001b');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(200);
  });
});
