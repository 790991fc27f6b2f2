import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { VERDICT_KINDS } from '../../../src/model/verdict.ts';
import { renderJunit } from '../../../src/report/junit.ts';
import { renderMarkdown, renderMarkdownLine } from '../../../src/report/markdown.ts';
import { markdownName, markdownText, mermaidText } from '../../../src/report/markdown-escape.ts';
import { renderText } from '../../../src/report/text.ts';
import { aReport, aTrend } from '../../support/report-builder.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';
import { xmlProblems } from '../../support/xml-problems.ts';

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
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: 'binary', maxLength: 20 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** Markdown as it is after its code spans: what a forge would look at. */
function outsideCode(markdown: string): string {
  return markdown.replace(/(?<!\\)`[^`\n]*`/g, '');
}

function expectHarmless(markdown: string): void {
  const text = outsideCode(markdown);
  expect(text).not.toMatch(/@[\w-]/);
  expect(text).not.toMatch(/#\d|\bGH-\d/i);
  expect(text).not.toMatch(/:\/\/|\bwww\./i);
  expect(text).not.toMatch(/(?<!\\)[<>[\]*|~$]/);
  expect(text).not.toMatch(/(?<!\\)`/);
  expect(markdown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
  expect(markdown.replaceAll('\u200b', '')).not.toMatch(/\p{Cf}/u);
}

describe('in Markdown', () => {
  it('no name is a mention, a reference, a link, markup or a new line', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const span = markdownName(name);
        expect(span).toMatch(/^(`[^`|\n]+`|\(no name\))$/);
        expect([...span].length).toBeLessThanOrEqual(50);
        expectHarmless(span);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('no sentence is either, whatever it quotes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = markdownText(text);
        expectHarmless(written);
        expect(written).not.toMatch(/^(#|[-+=]|\d+[.)]|\s)/);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('chart labels cannot leave their quotes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(mermaidText(text)).not.toMatch(/["`\n\r;[\]{}<>#&|\\]/);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});

/** A report in which everything that can come from outside is hostile. */
function hostileReport(text: string, base: Report): Report {
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

const reports = fc
  .tuple(hostile, fc.constantFrom(...VERDICT_KINDS))
  .map(([text, kind]) => hostileReport(text, REPORT_EXAMPLES[kind]));

describe('a report full of hostile names', () => {
  it('has the structure of any report in Markdown, and nothing else', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const lines = renderMarkdown(report, { chartsBeside: true }).split('\n');
        const prose = lines.filter((line) => !isStructure(line));
        for (const line of prose) expectHarmless(withoutFrame(line));
        expect(lines.filter((line) => line.startsWith('```'))).toHaveLength(
          lines.includes('```mermaid') ? 2 : 0,
        );
        expectHarmless(renderMarkdownLine(report).trimEnd());
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('is well-formed JUnit XML', () => {
    fc.assert(
      fc.property(reports, (report) => {
        expect(xmlProblems(renderJunit(report))).toEqual([]);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('cannot steer a terminal, and fits into 80 columns', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const text = renderText(report, { colour: false });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('keeps to its room in Markdown, and is never cut', () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 1_000, max: 20_000 }), (report, maxCharacters) => {
        const many = {
          ...report,
          endpoints: Array.from({ length: 300 }, () => report.endpoints[0]).flatMap((e) => e ?? []),
        };
        const text = renderMarkdown(
          { ...many, notices: Array(200).fill({ code: 'n', text: 'x'.repeat(500) }) },
          { maxCharacters },
        );
        expect(text.length).toBeLessThanOrEqual(maxCharacters);
        expect(text.includes('<details>')).toBe(text.includes('</details>'));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

const CHART_LOOK =
  '%%{init: {"xyChart": {"width": 760, "height": 320}, "themeVariables": {"xyChart": {"plotColorPalette": "#2f81f7, #d1242f"}}}}%%';

/** Lines that the renderer itself makes: marker, folds, images, chart. */
function isStructure(line: string): boolean {
  return (
    /^<!-- perf-gate:[\w.-]* -->$/.test(line) ||
    /^(<details><summary>[\w ,]+<\/summary>|<\/details>|\*\*[\w ?]+\*\*|```mermaid|```|\|---[-:|]*\||\| ?---.*\|)$/.test(
      line,
    ) ||
    /^ {2}(title|x-axis|y-axis|line) [^`]*$/.test(line) ||
    line === CHART_LOOK ||
    line === 'xychart-beta' ||
    line === ''
  );
}

/** A line without the marks that the renderer put around its texts. */
function withoutFrame(line: string): string {
  if (line.startsWith('| '))
    return line
      .replace(/^\| | \|$/g, '')
      .replaceAll(' | ', ' ')
      .replaceAll('**', '');
  return line.replace(/^(### |- )/, '');
}

it('a quiet line says what a reader needs', () => {
  expect(renderMarkdownLine(aReport())).toBe('✅ Passed: p95 180 ms, \u22121 % (±8 %) against `a1b2c3d`\n');
});
