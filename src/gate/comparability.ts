import type { Comparability } from '../model/comparison.ts';
import type { EngineIdentity, Fingerprint } from '../model/environment.ts';

/**
 * Whether two runs can be compared: the same engine, script and load. Machines only differ in words: their noise
 * is part of the decision. What is not known on a side is told and does not exclude it.
 */
export function compareFingerprints(baseline: Fingerprint, candidate: Fingerprint): Comparability {
  const excluding = [
    ...engineDifferences(baseline.engine, candidate.engine),
    ...scriptDifferences(baseline, candidate),
    ...loadDifferences(baseline.loadShape, candidate.loadShape),
  ];
  return { comparable: excluding.length === 0, differences: [...excluding, ...told(baseline, candidate)] };
}

const UNKNOWN = 'unknown';

function differs(what: string, before: string, after: string, values = arrow): string[] {
  if (before === after || before === UNKNOWN || after === UNKNOWN) return [];
  return [`${what}${values(before, after)}`];
}

function arrow(before: string, after: string): string {
  return `: ${before} → ${after}`;
}

/** Two scripts under one key by their names, where those are known; else it is one script that was changed. */
export function differentScripts(before: Fingerprint, after: Fingerprint): ScriptNames | null {
  const [old, now] = [before, after].map(({ scriptName }) => scriptName?.replace(/^\.[/\\]/, ''));
  if (old === undefined || now === undefined || old === now) return null;
  return before.scriptHash === after.scriptHash ? null : { baseline: old, candidate: now };
}

export interface ScriptNames {
  readonly baseline: string;
  readonly candidate: string;
}

function scriptDifferences(before: Fingerprint, after: Fingerprint): string[] {
  const names = differentScripts(before, after);
  if (names !== null) return [`script: ${names.baseline} → ${names.candidate}`];
  return differs('the script changed', before.scriptHash, after.scriptHash, () => '');
}

function engineDifferences(before: EngineIdentity, after: EngineIdentity): string[] {
  const name = differs('engine', before.name, after.name);
  if (name.length > 0) return name;
  return [
    ...differs('major version of the engine', majorOf(before.version), majorOf(after.version)),
    ...differs('backend of the engine', before.backend ?? UNKNOWN, after.backend ?? UNKNOWN),
  ];
}

function majorOf(version: string): string {
  return version.replace(/^v/, '').split('.')[0] ?? version;
}

/** Results of which nothing is known have an empty load shape. */
function loadDifferences(before: Fingerprint['loadShape'], after: Fingerprint['loadShape']): string[] {
  if (Object.keys(before).length === 0 || Object.keys(after).length === 0) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) =>
    differs(`load (${name})`, before[name] ?? 'not set', after[name] ?? 'not set'),
  );
}

/** Differences that do not exclude a comparison. */
function told(before: Fingerprint, after: Fingerprint): string[] {
  const [old, now] = [before.machine, after.machine];
  return [
    ...differs('version of the engine', before.engine.version, after.engine.version),
    ...differs('Node version', before.engine.node ?? UNKNOWN, after.engine.node ?? UNKNOWN),
    ...differs('CPU', old.cpuModel, now.cpuModel),
    ...differs('cores', String(old.cores), String(now.cores)),
    ...differs('runner', old.runner, now.runner),
    ...differs('operating system', old.os, now.os),
    ...notKnown(before, after),
  ];
}

function notKnown(before: Fingerprint, after: Fingerprint): string[] {
  if (before.scriptHash !== UNKNOWN && after.scriptHash !== UNKNOWN) return [];
  return ['not known of both sides: whether script, load and machine are the same'];
}
