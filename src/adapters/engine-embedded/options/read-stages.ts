import type { OptionProblems } from './option-problems.ts';
import { isRecord, OptionReader } from './option-reader.ts';
import type { Stage } from './scenario.ts';

export const STAGE_OPTIONS: readonly string[] = ['duration', 'target'];

/** `start` is the load before the first stage: somewhere it must be above 0. */
export function readStages(reader: OptionReader, start: number): readonly Stage[] {
  const value = reader.value('stages');
  const path = reader.path('stages');
  if (!Array.isArray(value) || value.length === 0) {
    reader.problems.add(path, 'a list of at least one stage', value);
    return [];
  }
  const stages = value.map((stage, index) => readStage(stage, `${path}[${index}]`, reader.problems));
  if (start === 0 && stages.every((stage) => stage.target === 0)) {
    reader.problems.add(path, 'a target above 0 in one of the stages', value);
  }
  return stages;
}

function readStage(raw: unknown, path: string, problems: OptionProblems): Stage {
  if (!isRecord(raw)) {
    problems.add(path, 'an object with duration and target', raw);
    return { durationMs: 0, target: 1 };
  }
  const reader = new OptionReader(raw, path, problems);
  reader.rejectUnknown(STAGE_OPTIONS, 'a stage');
  return { durationMs: reader.duration('duration'), target: reader.count('target', { fallback: 0 }) };
}
