import {
  isKustomizationFile,
  type Kustomization,
  type KustomizeLayout,
  kustomizeLayout,
} from './kustomization.ts';
import { type Manifest, manifestsOf } from './manifest.ts';
import type { Problem } from './problem.ts';
import { readSuppressions, type Suppression } from './suppression.ts';
import { readDocuments } from './yaml/read-documents.ts';
import { type SourceText, sourceText } from './yaml/source-text.ts';
import type { YamlDocument } from './yaml/yaml-document.ts';

/** A text under the name that findings give. */
export interface ManifestFile {
  /** With forward slashes. */
  readonly name: string;
  readonly text: string;
  /** Named by the caller, rather than found in a folder: then it must hold manifests. */
  readonly named: boolean;
}

export interface ReadFiles {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
  readonly suppressions: readonly Suppression[];
  readonly layout: KustomizeLayout;
  readonly documents: number;
  /** Documents that are not of Kubernetes, in files that were found rather than named. */
  readonly foreign: number;
}

/** Files as objects: what cannot be read is a problem at its place, and the rest is still there. */
export function readFiles(files: readonly ManifestFile[], ruleIds: ReadonlySet<string>): ReadFiles {
  const read = files.map((file) => readFile(file));
  const kustomizations = read.flatMap(({ source, documents }) => kustomizationIn(source.file, documents));
  const layout = kustomizeLayout(kustomizations, new Set(files.map(({ name }) => name)));
  const contents = read.map((file) => contentsOf(file, layout.patches));
  const suppressed = read.map(({ source }) => readSuppressions(source, ruleIds));
  return {
    manifests: contents.flatMap(({ manifests }) => manifests),
    problems: [
      ...contents.flatMap(({ problems }) => problems),
      ...suppressed.flatMap(({ problems }) => problems),
      ...layout.problems,
    ],
    suppressions: suppressed.flatMap(({ suppressions }) => suppressions),
    layout,
    documents: read.reduce((sum, { documents }) => sum + documents.length, 0),
    foreign: contents.reduce((sum, { foreign }) => sum + foreign, 0),
  };
}

interface FileDocuments {
  readonly source: SourceText;
  readonly documents: readonly YamlDocument[];
  readonly named: boolean;
}

function readFile({ name, text, named }: ManifestFile): FileDocuments {
  const source = sourceText(name, text);
  return { source, named, documents: [...readDocuments(source)] };
}

function kustomizationIn(file: string, documents: readonly YamlDocument[]): readonly Kustomization[] {
  const root = documents[0]?.root;
  return isKustomizationFile(file) && root !== null && root !== undefined ? [{ file, root }] : [];
}

function contentsOf({ source, documents, named }: FileDocuments, patches: ReadonlySet<string>) {
  const { file } = source;
  const partial = patches.has(file);
  const read = documents.flatMap(({ root }) => (root === null ? [] : [manifestsOf(file, root, partial)]));
  const problems = [
    ...documents.flatMap((document) => document.problems),
    ...read.flatMap((one) => one.problems),
  ];
  const manifests = read.flatMap((one) => one.manifests);
  const nothing = manifests.length === 0 && problems.length === 0 && !isKustomizationFile(file);
  if (named && nothing) problems.push(notManifests(source, read.length));
  const foreign = named || isKustomizationFile(file) ? 0 : read.filter((one) => one.foreign).length;
  return { manifests, problems, foreign };
}

function notManifests(source: SourceText, documents: number): Problem {
  const message =
    documents === 0
      ? 'there is nothing in this file'
      : 'nothing in this file is a manifest: no apiVersion, no kind';
  return { rule: 'not-a-manifest', at: { source, start: 0 }, message };
}
