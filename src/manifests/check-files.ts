import { groupBy } from '../lib/group-by.ts';
import { type Bundle, makeBundle } from './bundle.ts';
import { byPlace, type Finding } from './finding.ts';
import type { Manifest } from './manifest.ts';
import type { Problem } from './problem.ts';
import { type ManifestFile, type ReadFiles, readFiles } from './read-files.ts';
import type { Rule } from './rule.ts';
import { checkKind } from './schema/check-kind.ts';
import { isSuppressed, type Suppression } from './suppression.ts';
import { placeOf } from './yaml/source-text.ts';

export interface CheckResult {
  /** In order of place. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
  readonly files: number;
  readonly documents: number;
  /** Objects whose fields are not in the tables, by `apiVersion kind`. */
  readonly unchecked: Readonly<Record<string, number>>;
  /** Documents that are not of Kubernetes. */
  readonly foreign: number;
}

/** Findings after which an object of the file is not known. */
const HIDES_OBJECTS = /^(yaml-(syntax|tab|too-large)|template-left-in|unknown-kind|not-a-manifest)$/;

/** Holds files against the schemas and the rules. Pure: the same files give the same findings. */
export function checkFiles(files: readonly ManifestFile[], rules: readonly Rule[]): CheckResult {
  const read = readFiles(files, new Set(rules.map(({ id }) => id)));
  const problems = [...read.problems];
  const unchecked = checkFields(read.manifests, problems);
  const complete = !problems.some(({ rule }) => HIDES_OBJECTS.test(rule));
  const asked = rules.filter(({ aboutAbsence }) => complete || aboutAbsence !== true);
  for (const bundle of bundlesOf(read)) problems.push(...ruleProblems(bundle, asked));
  const findings = findingsOf(problems, rules);
  return { ...applySuppressions(findings, read.suppressions, rules), ...countsOf(files, read), unchecked };
}

function countsOf(files: readonly ManifestFile[], { documents, foreign }: ReadFiles) {
  return { files: files.length, documents, foreign };
}

/** What the tables of fields say; the answer counts what they do not know. */
function checkFields(manifests: readonly Manifest[], problems: Problem[]): Readonly<Record<string, number>> {
  const unchecked: Record<string, number> = {};
  for (const manifest of manifests) {
    if (checkKind(manifest, (problem) => problems.push(problem))) continue;
    const title = `${manifest.apiVersion} ${manifest.kind}`;
    unchecked[title] = (unchecked[title] ?? 0) + 1;
  }
  return unchecked;
}

/** One bundle for each kustomization that stands for itself, and one for everything that none of them uses. */
function bundlesOf({ manifests, layout }: ReadFiles): readonly Bundle[] {
  const loose = manifests.filter(({ file }) => !layout.used.has(file));
  const bundles = layout.bundles.map((files) => manifests.filter(({ file }) => files.has(file)));
  return [...bundles, loose].filter((some) => some.length > 0).map(makeBundle);
}

function* ruleProblems(bundle: Bundle, rules: readonly Rule[]): Generator<Problem> {
  for (const { id, check } of rules)
    if (check !== undefined) for (const complaint of check(bundle)) yield { ...complaint, rule: id };
}

function findingsOf(problems: readonly Problem[], rules: readonly Rule[]): readonly Finding[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const found = new Map<string, Finding>();
  for (const { rule: id, at, message, fix } of problems) {
    const rule = byId.get(id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    const place = placeOf(at.source, at.start);
    const finding = { rule: id, severity: rule.severity, ...place, message, fix: fix ?? rule.fix };
    found.set([id, place.file, place.line, place.column, message].join('\n'), finding);
  }
  return [...found.values()].sort(byPlace);
}

function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  rules: readonly Rule[],
): Pick<CheckResult, 'findings' | 'suppressed'> {
  const used = new Set<Suppression>();
  const byRule = groupBy(suppressions, ({ file, rule }) => `${file}\n${rule}`);
  const kept: Finding[] = [];
  const suppressed: { finding: Finding; reason: string }[] = [];
  for (const finding of findings) {
    const by = byRule.get(`${finding.file}\n${finding.rule}`)?.find((one) => isSuppressed(finding, one));
    if (by === undefined) kept.push(finding);
    else {
      used.add(by);
      suppressed.push({ finding, reason: by.reason });
    }
  }
  const idle = suppressions.filter((one) => !used.has(one)).map(idleProblem);
  return { findings: [...kept, ...findingsOf(idle, rules)].sort(byPlace), suppressed };
}

function idleProblem({ rule, at }: Suppression): Problem {
  return { rule: 'ignore-unused', at, message: `perf-gate-ignore ${rule} silences nothing` };
}
