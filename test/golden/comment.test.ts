import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERDICT_KINDS, type VerdictKind } from '../../src/model/verdict.ts';
import { renderComment } from '../../src/report/comment.ts';
import type { CommentLeg } from '../../src/report/comment-leg.ts';
import { adviceForReviewers } from '../../src/report/reviewer-advice.ts';
import { REPORT_EXAMPLES } from '../support/report-examples.ts';

const FOLDER = path.join(import.meta.dirname, 'comment');
const REPOSITORY = 'https://github.com/acme/shop';
const HEAD = 'd4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3';
const OLDER = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c';

function leg(kind: VerdictKind, overrides: Partial<CommentLeg> = {}): CommentLeg {
  const report = REPORT_EXAMPLES[kind];
  const run = `${REPOSITORY}/actions/runs/42`;
  const advice = adviceForReviewers(report, 'perf-gate:accept');
  return {
    name: 'checkout-api',
    head: HEAD,
    links: { run, artifact: `${run}/artifacts/7` },
    brief: false,
    report: { ...report, advice },
    ...overrides,
  };
}

const CASES: readonly (readonly [string, readonly [CommentLeg, ...CommentLeg[]]])[] = [
  ...VERDICT_KINDS.map((kind) => [kind, [leg(kind)]] as const),
  ['quiet', [leg('passed', { brief: true })]],
  [
    'several',
    [
      leg('passed', { name: 'search' }),
      leg('regressed', { name: 'checkout' }),
      leg('warned', { name: 'cart', head: OLDER }),
      leg('no-baseline', { name: 'reviews' }),
    ],
  ],
];

describe('the comment as a reviewer reads it', () => {
  it.each(CASES)('%s', async (name, legs) => {
    const text = renderComment(legs, { id: 'perf-gate', repository: REPOSITORY, head: HEAD });
    // The hidden line holds what is shown; the version of zlib decides about its letters.
    const shown = text.replace(/(?<=perf-gate:legs:1:)\S+/, '...');
    expect(shown).toBe(await golden(`${name}.md`, shown));
  });
});

/** What the file holds; with UPDATE_GOLDEN=1 the file is written first. Read the difference before you commit it. */
async function golden(name: string, text: string): Promise<string> {
  const file = path.join(FOLDER, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, text);
  }
  return readFile(file, 'utf8');
}
