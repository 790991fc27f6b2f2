import fc from 'fast-check';
import { expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { VERDICT_KINDS } from '../../src/model/verdict.ts';
import { aTrend } from './report-builder.ts';
import { REPORT_EXAMPLES } from './report-examples.ts';

const ATTACKS = [
  '@octocat',
  '#12',
  'GH-12',
  'octo/repo#3',
  'https://evil.example/x',
  'www.evil.example',
  'me@evil.example',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  '</details><script>',
  '<!-- perf-gate:other -->',
  '| a | b |',
  '```\n# owned\n```',
  '`@octocat`',
  '``',
  '**bold** _it_ ~~gone~~',
  '$x$',
  '# heading',
  '- item',
  '1. item',
  '\u001b[31mred\u001b[0m',
  '\u009b2J',
  '\u202egnp.exe',
  '\u0000\u0008\ufffe\ud800',
  ']]>',
  '"&\'<>',
  '\r\n::error::owned',
  '%%{init: {}}%%',
  '"]\nline [1]',
];
/** Text of somebody who tries to be read as markup, a mention, a link or a command. */
export const hostile = fc
  .array(fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: 'binary', maxLength: 20 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** Markdown as it is after its code spans: what a forge would look at. */
function outsideCode(markdown: string): string {
  return markdown.replace(/(?<!\\)`[^`\n]*`/g, '');
}

/** No mention, reference, link, markup or control character outside of code spans. */
export function expectHarmless(markdown: string): void {
  const text = outsideCode(markdown);
  expect(text).not.toMatch(/@[\w-]/);
  expect(text).not.toMatch(/#\d|\bGH-\d/i);
  expect(text).not.toMatch(/:\/\/|\bwww\./i);
  expect(text).not.toMatch(/(?<!\\)[<>[\]*|~$]/);
  expect(text).not.toMatch(/(?<!\\)`/);
  expect(markdown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
  expect(markdown.replaceAll('\u200b', '')).not.toMatch(/\p{Cf}/u);
}

/** A report in which everything that can come from outside is hostile. */
export function hostileReport(text: string, base: Report): Report {
  const rule = { metric: text, quantile: 0.95, endpoint: text };
  const reasons = [
    { code: 'x', text },
    { code: 'y', text: `also ${text}` },
  ] as const;
  return {
    ...base,
    key: text,
    script: text,
    commit: text,
    verdict: { kind: base.verdict.kind, reasons },
    headline: text,
    advice: [text, text],
    policy: { ...base.policy, rules: [rule] },
    baseline: { ...base.baseline, commit: text, source: text },
    judgements: base.judgements.map((judgement) => ({ ...judgement, rule, reasons })),
    endpoints: [...base.endpoints.map((one) => ({ ...one, endpoint: text }))],
    thresholds: [{ metric: text, expression: text, ok: false }],
    rounds: base.rounds.map((round) => ({ ...round, invalidBecause: [text] })),
    environment: {
      engine: { name: 'k6', version: text, backend: null, node: null },
      machine: { runner: text, os: text, kernel: text, cpuModel: text, cores: 4, memoryMb: 1024 },
      comparability: { comparable: true, differences: [text] },
    },
    promotion: { kind: 'withheld', reason: text },
    notices: [{ code: 'n', text }],
    trend: aTrend(180, base.verdict.kind, 182).map((point) => ({ ...point, at: text, commit: text })),
    artifacts: { trend: text, latency: text },
  };
}

/** Reports of every verdict, full of it. */
export const hostileReports = fc
  .tuple(hostile, fc.constantFrom(...VERDICT_KINDS))
  .map(([text, kind]) => hostileReport(text, REPORT_EXAMPLES[kind]));
