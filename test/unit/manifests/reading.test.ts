import { describe, expect, it } from 'vitest';
import { checkFiles } from '../../../src/manifests/check-files.ts';
import { RULES } from '../../../src/manifests/rules/rules.ts';
import { offsetInScalar } from '../../../src/manifests/yaml/offset-in-scalar.ts';
import { readDocuments } from '../../../src/manifests/yaml/read-documents.ts';
import { nodeAt, textAt } from '../../../src/manifests/yaml/read-node.ts';
import { placeOf, sourceText } from '../../../src/manifests/yaml/source-text.ts';
import { checkYaml, shortForm } from '../../support/check-yaml.ts';

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const WRONG = `${MAP}data:\n  b: 1\n`;

function found(text: string): readonly string[] {
  return checkYaml(text).findings.map(shortForm);
}

describe('what is not YAML', () => {
  it.each([
    ['a bracket that is not closed', `${MAP}data: [1,\n`, ['6:1 yaml-syntax']],
    ['two values in one line', `${MAP}data: a: b\n`, ['5:7 yaml-syntax']],
    ['a tab before a key', `${MAP}data:\n\tb: c\n`, ['6:1 yaml-tab']],
    ['a list as a key', `${MAP}data:\n  ? [a, b]\n  : c\n`, ['6:5 yaml-syntax']],
    ['bytes of a picture', '\u0000\u0001PNG\n', ['1:1 not-a-manifest']],
    ['a tag of somebody else', `${MAP}data: !Ref b\n`, ['5:7 yaml-syntax']],
    ['nothing at all', '', ['1:1 not-a-manifest']],
    ['a comment alone', '# hello\n', ['1:1 not-a-manifest']],
    ['a text alone', 'hello\n', ['1:1 not-a-manifest']],
    ['a chart with its braces', 'kind: {{ .Values.kind }}\n', ['1:7 template-left-in']],
    ['a chart with its blocks', `{{- if .Values.on }}\n${MAP}{{- end }}\n`, ['1:1 template-left-in']],
  ])('%s', (_, text, findings) => {
    expect(found(text)).toEqual(findings);
  });

  it('does not hide the next document', () => {
    expect(found(`${MAP}data: [1,\n---\n${WRONG}`)).toEqual(['6:1 yaml-syntax', '12:6 wrong-type']);
  });

  it('is told once for each document, however much follows from it', () => {
    expect(found(`a: [1,\nb: ]\n\tc: "\n`)).toHaveLength(1);
  });
});

describe('places', () => {
  it('are the same with the line ends of Windows', () => {
    expect(found(WRONG.replaceAll('\n', '\r\n'))).toEqual(['6:6 wrong-type']);
  });

  it('count documents before', () => {
    expect(found(`---\n---\n${WRONG}---\n${WRONG}`.replace('name: a', 'name: c'))).toEqual([
      '8:6 wrong-type',
      '15:6 wrong-type',
    ]);
  });

  it.each([
    ['plain', 'q: sum(rate(x))', 8, 1],
    ['in quotes', "q: 'sum(rate(x))'", 8, 1],
    ['with escapes', 'q: "sum(\\"a\\" rate(x))"', 9, 1],
    ['a block', 'q: |\n  sum(\n    rate(x))', 5, 3],
    ['folded', 'q: >-\n  sum(\n  rate(x))', 5, 3],
  ])('in a scalar: %s', (_, text, offset, line) => {
    const source = sourceText('a.yaml', text);
    const root = readDocuments(source).next().value?.root ?? null;
    const scalar = nodeAt(root, 'q');
    if (scalar?.kind !== 'scalar') throw new Error('no scalar');
    const at = offsetInScalar(scalar, scalar.text.indexOf('rate'));
    expect(source.text.slice(at, at + 4)).toBe('rate');
    expect(placeOf(source, at).line).toBe(line);
    expect(offset).toBeGreaterThan(0);
  });
});

describe('values', () => {
  it.each([
    ['on', 'on, which YAML reads as true'],
    ['No', 'No, which YAML reads as false'],
    ['true', 'true'],
    ['0x1F', 'the number 0x1F'],
    ['1e3', 'the number 1e3'],
    ['[a]', 'a list'],
  ])('%s is no text', (value, told) => {
    const [finding] = checkYaml(`${MAP}data:\n  b: ${value}\n`).findings;
    expect(finding?.message).toBe(`data.b: expected text, got ${told}`);
  });

  it('nothing is as good as absent', () => {
    expect(found(`${MAP}data:\n  b:\n`)).toEqual([]);
    expect(found('apiVersion: v1\nkind: ConfigMap\nmetadata:\n')).toEqual(['2:1 missing-field']);
  });
});

describe('aliases', () => {
  it('point at their anchors, once for each field', () => {
    expect(found(`${MAP}data:\n  b: &n 1\n  c: *n\n`)).toEqual(['6:9 wrong-type', '6:9 wrong-type']);
  });

  it('are read from merged maps, whose own keys win', () => {
    const text = 'a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\nc: {<<: [*a, {z: 4}]}\n';
    const root = readDocuments(sourceText('a.yaml', text)).next().value?.root ?? null;
    expect([textAt(root, 'b', 'x'), textAt(root, 'b', 'y'), textAt(root, 'c', 'z')]).toEqual(['3', '2', '4']);
  });

  it('that grow without bound are not followed', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `  a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]\n`);
    const started = performance.now();
    expect(found(`${MAP}data:\n  a0: &a0 [x]\n${levels.join('')}`)).toEqual(['1:1 yaml-too-large']);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('of themselves have no anchor before them', () => {
    expect(found(`${MAP}data: &d\n  b: *d\n`)).toEqual(['6:6 yaml-alias']);
  });
});

describe('what is too large', () => {
  it('a nesting that no manifest has', () => {
    expect(found(`${MAP}data: ${'['.repeat(1_000)}${']'.repeat(1_000)}\n`).join()).toMatch(
      /yaml-too-large|yaml-syntax/,
    );
  });

  it('a file of a hundred megabytes', () => {
    const text = `${MAP}${'#'.repeat(70 * 1024 * 1024)}`;
    expect(found(text)).toEqual(['1:1 yaml-too-large']);
  });
});

describe('lists', () => {
  it('are looked into', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: a}\n    data: {b: 1}\n  - hello: world\n`;
    expect(found(list)).toEqual(['7:15 wrong-type', '8:5 missing-field']);
  });
});

describe('files of a folder', () => {
  const check = (files: Readonly<Record<string, string>>) =>
    checkFiles(
      Object.entries(files).map(([name, text]) => ({ name, text, named: false })),
      RULES,
    );

  it('that are not of Kubernetes are passed over and counted', () => {
    const result = check({ 'values.yaml': 'replicas: 2\n', 'a.yaml': `${MAP}---\n- op: replace\n` });
    expect(result.findings).toEqual([]);
    expect(result.foreign).toBe(2);
  });

  it('belong together', () => {
    const pair = check({ 'a.yaml': MAP, 'b.yaml': MAP });
    expect(pair.findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual(['b.yaml duplicate-object']);
  });

  it('belong together as their kustomizations say, and patches are no whole objects', () => {
    const kustomization = (...rows: string[]) => `resources: [${rows.join(', ')}]\n`;
    const result = check({
      'base/kustomization.yaml': kustomization('map.yaml'),
      'base/map.yaml': MAP,
      'one/kustomization.yaml': `${kustomization('../base', 'map.yaml')}patches: [{path: patch.yaml}]\n`,
      'one/map.yaml': MAP.replace('name: a', 'name: b'),
      'one/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replica: 2}\n',
      'two/kustomization.yaml': kustomization('../base', 'map.yaml', 'missing.yaml'),
      'two/map.yaml': MAP,
    });
    expect(result.findings.map((finding) => `${finding.file}:${shortForm(finding)}`)).toEqual([
      'one/patch.yaml:4:8 unknown-field',
      'two/kustomization.yaml:1:32 kustomize-missing-file',
      'two/map.yaml:4:9 duplicate-object',
    ]);
  });
});

describe('silence', () => {
  const silenced = (text: string) => {
    const { findings, suppressed } = checkYaml(text);
    return [findings.map(shortForm), suppressed.map(({ reason }) => reason)];
  };

  it.each([
    ['at the end of the line', `${MAP}data:\n  b: 1 # perf-gate-ignore wrong-type: why\n`],
    ['above the line', `${MAP}data:\n  # perf-gate-ignore wrong-type: why\n  b: 1\n`],
    ['above the block', `${MAP}# perf-gate-ignore wrong-type: why\ndata:\n  a: x\n  b: 1\n`],
    ['above the document', `# perf-gate-ignore wrong-type: why\n${WRONG}`],
    [
      'above the second document',
      `${MAP}---\n# perf-gate-ignore wrong-type: why\n${WRONG.replace('name: a', 'name: b')}`,
    ],
  ])('%s', (_, text) => {
    expect(silenced(text)).toEqual([[], ['why']]);
  });

  it('ends with the block', () => {
    const text = `${MAP}data:\n  # perf-gate-ignore wrong-type: why\n  a: 1\n  b: 2\n`;
    expect(silenced(text)).toEqual([['8:6 wrong-type'], ['why']]);
  });

  it('is for one rule', () => {
    const text = `${MAP}data:\n  b: 1 # perf-gate-ignore bad-value: why\n`;
    expect(silenced(text)[0]).toEqual(['6:6 wrong-type', '6:8 ignore-unused']);
  });

  it('names a rule', () => {
    expect(checkYaml(`${MAP}data: {} # perf-gate-ignore\n`).findings.map(({ message }) => message)).toEqual([
      'perf-gate-ignore names no rule',
    ]);
  });
});
