import { formatCount, formatNumberOf } from '../../lib/format-number.ts';
import type { LoadProgress } from '../../model/load-plan.ts';

const BAR_CELLS = 24;
/** Below this a bar would push the figures off the line. */
const WIDTH_WITH_BAR = 72;

/**
 * A load so far, on one line of at most `width` columns:
 * `███████─────  38 % · 23 of 60 s · 2 310 requests · 12 VUs`.
 */
export function renderProgress(progress: LoadProgress, width: number): string {
  const line = parts(progress, width >= WIDTH_WITH_BAR).join(' · ');
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

function parts(progress: LoadProgress, withBar: boolean): string[] {
  const { phase, requests, failedRequests, activeVus } = progress;
  if (phase !== 'running')
    return [`${PHASES[phase]}${phase === 'done' ? '' : ' …'}`, ...requestParts(progress)];
  return [
    ...shareParts(progress, withBar),
    timePart(progress),
    formatNumberOf(requests, 'request'),
    ...(failedRequests > 0 ? [`${formatCount(failedRequests)} failed`] : []),
    formatNumberOf(activeVus, 'VU'),
  ];
}

const PHASES: Readonly<Record<LoadProgress['phase'], string>> = {
  starting: 'starting',
  setup: 'setting up',
  running: 'running',
  teardown: 'tearing down',
  done: 'done',
};

function requestParts({ requests }: LoadProgress): string[] {
  return requests === 0 ? [] : [formatNumberOf(requests, 'request')];
}

function shareParts({ elapsedMs, totalMs }: LoadProgress, withBar: boolean): string[] {
  if (totalMs === null || !(totalMs > 0)) return [];
  const share = Math.min(1, Math.max(0, elapsedMs / totalMs));
  const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
  return [withBar ? `${bar(share)} ${percent}` : percent.trim()];
}

function bar(share: number): string {
  const full = Math.round(share * BAR_CELLS);
  return '█'.repeat(full) + '─'.repeat(BAR_CELLS - full);
}

function timePart({ elapsedMs, totalMs }: LoadProgress): string {
  const elapsed = Math.max(0, Math.floor(elapsedMs / 1000));
  return totalMs === null ? `${elapsed} s` : `${elapsed} of ${Math.round(totalMs / 1000)} s`;
}
