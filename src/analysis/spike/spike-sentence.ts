import { formatMs, formatNumberOf, formatShare } from '../../lib/format-number.ts';
import { formatRate } from '../../lib/format-rate.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';

/** The finding in one sentence that says what to conclude. */
export function spikeSentence(finding: SpikeFinding): string {
  const { outcome, band, recoverySeconds, watchedSeconds, peakP95Ms } = finding;
  const before = formatMs(band?.p95Ms ?? 0);
  const peak = formatMs(peakP95Ms ?? 0);
  switch (outcome) {
    case 'recovered':
      return `The service recovered ${when(recoverySeconds ?? 0)} after a spike of ${spikeOf(finding)}: p95 rose from ${before} to ${peak}${errors(finding)}.`;
    case 'never-recovered':
      return `The service did not recover within ${seconds(watchedSeconds)} of a spike of ${spikeOf(finding)}: p95 was ${before} before, rose to ${peak} and stayed over ${formatMs(band?.upToMs ?? 0)}${errors(finding)}.`;
    case 'unmoved':
      return `A spike of ${spikeOf(finding)} did not move the service: p95 was ${before} before and ${peak} at most${errors(finding)}.`;
    case 'not-measured':
      return `No recovery time: ${finding.cause ?? 'there was too little load'}.`;
  }
}

function when(recoverySeconds: number): string {
  return Math.round(recoverySeconds) === 0 ? 'at once' : seconds(recoverySeconds);
}

function spikeOf({ spike }: SpikeFinding): string {
  if (spike === null) return 'load';
  const length = spike.toSecond - spike.fromSecond;
  return `${formatRate(spike.peakRate)} requests/s for ${seconds(length)} (${formatRate(spike.peakRate / spike.baseRate)} times the usual)`;
}

function errors({ errors: { duringSpike, mostFrequent } }: SpikeFinding): string {
  if (duringSpike === 0) return ', nothing failed';
  const what = mostFrequent === null ? '' : `, mostly with ${mostFrequent}`;
  return `, ${formatShare(duringSpike)} of its requests failed${what}`;
}

function seconds(count: number): string {
  return formatNumberOf(Math.round(count), 'second');
}
