import type { Finding } from '../../model/finding.ts';
import type { SoakFinding } from '../../model/soak-finding.ts';
import type { SpikeFinding } from '../../model/spike-finding.ts';
import type { StressFinding } from '../../model/stress-finding.ts';

/** Rates and lengths that differ by less are the same load: machines are not punctual. */
const LOAD = 1.15;
/** A soak that is cut somewhat short still shows the same rise. */
const LENGTH = 1.5;

/** Whether two tests asked the same of the service, as far as what was found in them tells. */
export function isSameTraffic(a: Finding, b: Finding): boolean {
  if (a.test === 'stress') return b.test === 'stress' && isSameRamp(a, b);
  if (a.test === 'spike') return b.test === 'spike' && isSameSpike(a, b);
  return b.test === 'soak' && isSameSoak(a, b);
}

/** Another promise breaks at another rate, whatever the service does; so does another journey. */
function isSameRamp(a: StressFinding, b: StressFinding): boolean {
  const promised = ({ objective }: StressFinding) => (objective.stated ? objective.p95Ms : null);
  return (
    promised(a) === promised(b) &&
    a.objective.errorRate === b.objective.errorRate &&
    areNear(a.requestsPerIteration, b.requestsPerIteration, LOAD)
  );
}

function isSameSpike({ spike: a }: SpikeFinding, { spike: b }: SpikeFinding): boolean {
  if (a === null || b === null) return false;
  const [lengthA, lengthB] = [a.toSecond - a.fromSecond, b.toSecond - b.fromSecond];
  return (
    areNear(a.baseRate, b.baseRate, LOAD) &&
    areNear(a.peakRate, b.peakRate, LOAD) &&
    (areNear(lengthA, lengthB, LOAD) || Math.abs(lengthA - lengthB) <= 2)
  );
}

function isSameSoak(a: SoakFinding, b: SoakFinding): boolean {
  const rate = ({ requests, seconds, gapSeconds }: SoakFinding) =>
    requests / Math.max(1, seconds - gapSeconds);
  return areNear(rate(a), rate(b), LOAD) && areNear(a.seconds, b.seconds, LENGTH);
}

function areNear(a: number, b: number, factor: number): boolean {
  return Math.max(a, b) <= factor * Math.min(a, b);
}
