import { tableText } from '../../calibration/page/number-text.ts';
import type {
  AnalysisRecordings,
  PartRecording,
  SoakMeasured,
  SpikeMeasured,
  StressMeasured,
} from './analysis-recording.ts';
import { spikeTruth } from './spike-truth.ts';
import { stressTruth } from './stress-truth.ts';

/** Of the crossing; seconds of recovery. */
const STRESS_GOAL = 0.1;
const SPIKE_GOAL = 8;

/** One line of the table: what was found, what was so, and whether it is within its goal. */
export interface EvidenceRow {
  readonly test: string;
  readonly found: string;
  readonly truth: string;
  readonly error: string;
  readonly met: boolean;
  readonly seconds: number;
}

export function evidenceRows({ spike, stress, soak }: AnalysisRecordings): readonly EvidenceRow[] {
  return [
    ...(stress === null ? [] : stressRows(stress.measured)),
    ...(spike === null ? [] : spikeRows(spike.measured)),
    ...(soak === null ? [] : soakRows(soak.measured)),
  ];
}

/** What goes into the page, the same text for the same recordings. */
export function evidenceText(recordings: AnalysisRecordings): string {
  const rows = evidenceRows(recordings).map(({ test, found, truth, error, met, seconds }) => [
    test,
    found,
    truth,
    error,
    met ? 'met' : '**missed**',
    `${seconds} s`,
  ]);
  const table = tableText(['test', 'found', 'truth', 'error', 'goal', 'took'], rows, 1);
  return [table, ...conditionsOf(recordings)].join('\n\n');
}

function stressRows(measured: StressMeasured): EvidenceRow[] {
  const { rate: truth, within } = stressTruth(measured);
  return measured.ramps.map(({ rate, low, high, seconds }) => {
    const error = rate === null ? Number.NaN : rate / truth - 1;
    return {
      test: `stress: p95 over ${measured.objectiveMs} ms`,
      found:
        rate === null
          ? 'no crossing'
          : `${rate.toFixed(0)} (${rateText(low)} to ${rateText(high)}) requests/s`,
      truth: `${truth.toFixed(0)} ± ${within.toFixed(0)}`,
      error: `${signed(100 * error, 1)} %, ≤ ${100 * STRESS_GOAL} %`,
      met: Math.abs(error) <= STRESS_GOAL,
      seconds,
    };
  });
}

function spikeRows(measured: SpikeMeasured): EvidenceRow[] {
  return measured.runs.map((run) => {
    const truth = spikeTruth(measured, run);
    const error = (run.recoverySeconds ?? Number.NaN) - truth;
    return {
      test: run.coldCache ? 'spike: a backlog and a cold cache' : 'spike: a backlog',
      found: run.recoverySeconds === null ? 'not recovered' : `${run.recoverySeconds} s`,
      truth: `${truth.toFixed(1)} s`,
      error: `${signed(error, 1)} s, ≤ ${SPIKE_GOAL} s`,
      met: Math.abs(error) <= SPIKE_GOAL,
      seconds: run.seconds,
    };
  });
}

function soakRows({ minutes, rate, runs }: SoakMeasured): EvidenceRow[] {
  return runs.map(({ leakBytes, outcome, memory, seconds }) => ({
    test: `soak: ${minutes} minutes at ${rate} requests/s`,
    found: `${outcome}; ${memory.map(({ name, change }) => `${name} ${signed(100 * change, 0)} %`).join(', ')}`,
    truth: leakBytes === 0 ? 'no leak' : `each request leaks ${leakBytes} bytes`,
    error: '',
    met: outcome === (leakBytes === 0 ? 'steady' : 'leaking'),
    seconds,
  }));
}

function rateText(rate: number | null): string {
  return rate === null ? 'beyond' : rate.toFixed(0);
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

function conditionsOf({ stress, spike, soak }: AnalysisRecordings): string[] {
  const told = (part: string, recording: PartRecording<unknown> | null) => {
    if (recording === null) return `${part}: not measured yet.`;
    const { recordedAt, machine, node, conditions, seconds } = recording;
    return `${part}: ${recordedAt.slice(0, 10)}, ${machine.cores} cores (${machine.cpuModel}), Node ${node}, ${conditions}; ${Math.round(seconds / 60)} minutes in all.`;
  };
  return [
    [told('- Stress', stress), told('- Spike', spike), told('- Soak', soak)].join('\n'),
    ...(stress === null ? [] : [fixedText(stress.measured)]),
  ];
}

function fixedText({ fixed, ramps, fixedSeconds, objectiveMs }: StressMeasured): string {
  const runs = [...fixed]
    .sort((a, b) => a.rate - b.rate)
    .map(({ rate, p95Ms }) => `${rate.toFixed(0)} → ${p95Ms === null ? 'overloaded' : `${p95Ms} ms`}`);
  const all = [...fixed, ...ramps];
  const thrownAway = all.reduce((sum, run) => sum + run.thrownAway, 0);
  const heldUp = Math.max(...all.map(({ heldUpMs }) => heldUpMs));
  return `p95 of the runs of ${fixedSeconds} s at fixed rates, between which ${objectiveMs} ms were crossed: ${runs.join(', ')}. In these and in the ramps, a process that only waits was held up for ${heldUp} ms at most; ${thrownAway} measurements in which the machine stood still for longer than they bear were thrown away and made again, whatever they said.`;
}
