import type { Bundle } from '../bundle.ts';
import type { Complaint, Rule } from '../rule.ts';
import type { ScalarNode, YamlNode } from '../yaml/located-node.ts';
import type { SourceText } from '../yaml/source-text.ts';

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  greeting: hello
`;

/** What the reading of files finds. */
export const YAML_RULES: readonly Rule[] = [
  {
    id: 'yaml-syntax',
    severity: 'error',
    title: 'The document is not YAML',
    reason: 'kubectl refuses the file, and nothing in it is applied.',
    fix: 'Correct the syntax at this place; the cause is often a line above.',
    bad: CONFIG_MAP.replace('greeting: hello', 'greeting: "hello'),
    good: CONFIG_MAP,
  },
  {
    id: 'yaml-tab',
    severity: 'error',
    title: 'A tab indents a line',
    reason: 'YAML takes spaces only; kubectl refuses the file.',
    fix: 'Replace the tab by spaces.',
    bad: CONFIG_MAP.replace('  greeting', '\tgreeting'),
    good: CONFIG_MAP,
  },
  {
    id: 'yaml-duplicate-key',
    severity: 'error',
    title: 'A key stands twice in one map',
    reason: 'Strict readers refuse the file; others keep one of the two, and not all keep the same.',
    fix: 'Keep one of them.',
    bad: `${CONFIG_MAP}  greeting: good morning\n`,
    good: `${CONFIG_MAP}  farewell: good night\n`,
  },
  {
    id: 'yaml-alias',
    severity: 'error',
    title: 'An alias has no anchor',
    reason: 'The file cannot be read.',
    fix: 'Define the anchor (&name) before its first alias (*name), in the same document.',
    bad: CONFIG_MAP.replace('hello', '*words'),
    good: `${CONFIG_MAP.replace('hello', '&words hello')}  again: *words\n`,
  },
  {
    id: 'yaml-too-large',
    severity: 'error',
    title: 'A file or document is too large to be a manifest',
    reason:
      'Aliases of aliases grow without bound (an "alias bomb"), and the API server takes 1.5 MiB per object at most.',
    fix: 'Split the file, or write the values out.',
    bad: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bomb\ndata:\n${aliasBomb()}`,
    good: CONFIG_MAP,
  },
  {
    id: 'template-left-in',
    severity: 'error',
    title: 'A template has not been rendered',
    reason:
      'Charts and other templates are text until their values are filled in; as it stands this is not YAML.',
    fix: 'Check what the template gives: helm template . | perf-gate manifests check -',
    bad: CONFIG_MAP.replace('hello', '{{ .Values.greeting }}'),
    good: CONFIG_MAP.replace('hello', '"{{ .Name }} is for whoever reads this map"'),
    check: quotedTemplates,
  },
  {
    id: 'not-a-manifest',
    severity: 'error',
    title: 'A file that was named holds no manifest',
    reason: 'Nothing was checked, which must not look like a pass.',
    fix: 'Name files with apiVersion and kind; in folders, other YAML is passed over.',
    bad: 'replicaCount: 2\n',
    good: CONFIG_MAP,
  },
  {
    id: 'kustomize-missing-file',
    severity: 'error',
    title: 'A kustomization names a file that is not there',
    reason: 'kustomize build fails.',
    fix: 'Correct the path, or add the file.',
    bad: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - deployment.yaml\n',
    good: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - https://example.com/base.yaml\n',
  },
  {
    id: 'ignore-without-reason',
    severity: 'error',
    title: 'A perf-gate-ignore comment is not complete',
    reason: 'A silenced rule without a reason is a rule that nobody dares to switch on again.',
    fix: 'Write # perf-gate-ignore RULE: why it does not apply here.',
    bad: CONFIG_MAP.replace('hello', 'hello # perf-gate-ignore wrong-type'),
    good: CONFIG_MAP.replace('hello', '1 # perf-gate-ignore wrong-type: shows how a rule is silenced'),
  },
  {
    id: 'ignore-unused',
    severity: 'warning',
    title: 'A perf-gate-ignore comment silences nothing',
    reason: 'What it was for is gone; it would hide the next finding.',
    fix: 'Take the comment away.',
    bad: CONFIG_MAP.replace('hello', 'hello # perf-gate-ignore wrong-type: was a number once'),
    good: CONFIG_MAP,
  },
];

/** Nine times nine times nine ... from a few lines. */
function aliasBomb(): string {
  const lines = ['  a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level <= 5; level++) {
    const alias = `*a${level - 1}`;
    lines.push(`  a${level}: &a${level} [${Array.from({ length: 9 }, () => alias).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}

/** Kinds whose texts may be templates of their own readers. */
const HOLDS_TEMPLATES = /^(ConfigMap|Secret|PrometheusRule|Alertmanager\w*)$/;
const CHART_ACTION =
  /\{\{-?\s*(\.(Values|Release|Chart|Files|Capabilities|Template)\b|(include|tpl|template|range|with|if|end)\b)/;

/** Templates inside of quotes are sound YAML, and are applied as they stand. */
function* quotedTemplates({ manifests }: Bundle): Generator<Complaint> {
  const sources = new Map<SourceText, boolean>();
  for (const { kind, root } of manifests) {
    if (HOLDS_TEMPLATES.test(kind)) continue;
    const may = sources.get(root.source) ?? root.source.text.includes('{{');
    sources.set(root.source, may);
    if (!may) continue;
    for (const scalar of templatesIn(root, []))
      yield {
        at: scalar,
        message: `this is a template: ${JSON.stringify(scalar.text.slice(0, 60))} is still to be filled in`,
      };
  }
}

function templatesIn(node: YamlNode, found: ScalarNode[]): readonly ScalarNode[] {
  if (node.kind === 'scalar') {
    if (CHART_ACTION.test(node.text)) found.push(node);
  } else if (node.kind === 'list') for (const item of node.items) templatesIn(item, found);
  else for (const { value } of node.entries.values()) templatesIn(value, found);
  return found;
}
