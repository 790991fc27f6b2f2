import { parseDuration } from '../../../lib/duration.ts';

/** Stages as text: `30s:10,1m:0` (k6's `--stage` and `K6_STAGES`); `null` when it is not that. */
export function parseStages(text: string): readonly { duration: string; target: number }[] | null {
  const stages = text.split(',').map(parseStage);
  return stages.every((stage) => stage !== null) ? stages : null;
}

/** `30s:10`: to 10 VUs within 30 s. */
function parseStage(text: string): { duration: string; target: number } | null {
  const match = /^\s*([^:\s]+):(\d+)\s*$/.exec(text);
  const duration = match?.[1] ?? '';
  return match !== null && parseDuration(duration) !== null ? { duration, target: Number(match[2]) } : null;
}
