import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { AutoscalingReport, PolicyTrial } from '../../../src/model/autoscaling.ts';
import { autoscalingChart } from '../../../src/report/autoscaling-chart.ts';
import { AUTOSCALING_SCHEMA } from '../../../src/report/autoscaling-schema.ts';
import { renderAutoscalingText } from '../../../src/report/autoscaling-text.ts';
import { measuredReport, neverReport, simulatedReport } from '../../support/autoscaling-reports.ts';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(AUTOSCALING_SCHEMA);

const simulated = simulatedReport();
const never = neverReport();
const measured = measuredReport();
const stated: PolicyTrial = {
  minReplicas: 1,
  targetFactor: 1,
  scaleUp: 'Pods 4/15 s or Percent 100/15 s, window 0 s',
  scaleDown: 'Percent 100/15 s, window 300 s',
  meetsObjective: false,
  scaledOutSeconds: 91,
  recoveredSeconds: 267,
  podHours: 2.56,
  behaviorYaml: 'behavior:\n  scaleUp:\n    stabilizationWindowSeconds: 0\n',
};
const better = { ...stated, minReplicas: 8, meetsObjective: true, recoveredSeconds: 0, podHours: 3.01 };
const optimised: AutoscalingReport = {
  ...simulated,
  optimisation: { tried: 164, met: 64, best: better, asStated: stated, shown: [better] },
};

const REPORTS: readonly (readonly [string, AutoscalingReport])[] = [
  ['a simulation', simulated],
  ['a simulation that never gets there', never],
  ['a simulation with policies that were tried', optimised],
  ['a measurement', measured],
];

describe('autoscaling.json', () => {
  it.each(REPORTS)('of %s has its shape', (_, report) => {
    validate(JSON.parse(JSON.stringify(report)));
    expect(validate.errors).toBeNull();
  });

  it.each(Object.keys(simulated))('is refused without %s', (field) => {
    const { [field as keyof AutoscalingReport]: _, ...rest } = simulated;
    expect(validate(JSON.parse(JSON.stringify(rest)))).toBe(false);
  });
});

describe('what is told on a terminal', () => {
  it('of a simulation is a range for each moment', () => {
    const text = renderAutoscalingText(simulated);
    expect(text).toContain('HorizontalPodAutoscaler shop of Deployment/shop, 1 to 10 replicas');
    expect(text).toContain('a load from 50 to 500 requests a second that needs 10 replicas');
    expect(text).toMatch(/seconds from the spike +earliest +middle +latest\n/);
    expect(text).toMatch(/scaled out \(enough replicas ready\) +\d+ s +\d+ s +\d+ s\n/);
    expect(text).toContain('objective: p95 of 300 ms again within 60 s: not met in every run');
  });

  it('says how many runs never got there', () => {
    expect(renderAutoscalingText(never)).toMatch(/backlog drained .*not in this time \(4 of 4 runs never\)/);
  });

  it('has the policies that keep the objective, and the one that is stated', () => {
    const text = renderAutoscalingText(optimised);
    expect(text).toContain(
      '64 of 164 settings meet the objective in every phase; the cheapest, and the one that is stated:',
    );
    expect(text).toMatch(/\n1 +yes +3\.01 +8 +100 % +91 s +0 s +Pods 4/);
    expect(text).toMatch(/\nstated +no +2\.56 +1 /);
    expect(text).toContain(
      'The first of them: at least 8 replicas, the target as it is, and\n  behavior:\n    scaleUp:\n      stabilizationWindowSeconds: 0\n',
    );
  });

  it('of a measurement is one time for each moment, beside what was simulated', () => {
    const text = renderAutoscalingText(measured);
    expect(text).toMatch(/seconds from the spike +measured\n/);
    expect(text).toMatch(/scaled out .*not in this time\n/);
    expect(text).toMatch(/first reaction .* 20 s +\d+ s to \d+ s +as simulated\n/);
    expect(text).toContain('note: the HPA says ScalingLimited');
  });
});

describe('the chart', () => {
  it('says in its title how long it takes, also when it never gets there', () => {
    expect(autoscalingChart(simulated).title).toMatch(
      /^10 ready replicas after \d+ to \d+ s; what waited is done after \d+ to \d+ s$/,
    );
    expect(autoscalingChart(never).title).toMatch(
      /^2 ready replicas after .*, but work still waits at the end$/,
    );
    expect(autoscalingChart(measured).title).toBe('10 replicas are never ready in this time');
  });

  it('shows p95 where the backlog cannot be seen', () => {
    expect(autoscalingChart(simulated)).toMatchObject({ lowest: 'backlog', capacityPerPod: 65 });
    const chart = autoscalingChart(measured);
    expect(chart).toMatchObject({ lowest: 'p95', capacityPerPod: null, p95ObjectiveMs: 300 });
    expect(chart.marks.map(({ label }) => label)).toEqual(['reacts', 'scaled out', 'p95 recovered']);
  });
});
