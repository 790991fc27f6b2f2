import { MILESTONES } from '../model/autoscaling.ts';
import { noticeSchema } from './report-schema-parts.ts';
import {
  amount,
  count,
  flag,
  type JsonSchema,
  list,
  ms,
  nullable,
  oneOf,
  orNull,
  record,
  size,
  text,
} from './schema-parts.ts';

/** What `autoscaling.json` is, of `autoscale simulate` and of `autoscale measure`. */
export const AUTOSCALING_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'perf-gate autoscaling.json',
  ...record('How long scaling out takes: simulated, or measured', {
    schemaVersion: { const: 1 },
    source: oneOf('Where the figures come from', ['simulated', 'measured']),
    autoscaler: record('What scales', {
      kind: text('Kind of the object'),
      name: text('Its name'),
      target: text('What it scales, as kind/name'),
      minReplicas: orNull(count('Least replicas')),
      maxReplicas: orNull(count('Most replicas')),
    }),
    spike: record('What the load does', {
      at: orNull(text('When the spike began, ISO 8601; null for a simulation')),
      fromRate: orNull(size('Requests a second before it')),
      toRate: orNull(size('Requests a second at its top')),
      neededReplicas: count('Ready replicas that count as scaled out'),
    }),
    milestones: record('Seconds from the spike', {
      firstReaction: spread('More replicas asked for than before the spike (s)'),
      desiredReached: spread('As many asked for as the spike needs (s)'),
      scaledOut: spread('As many ready as the spike needs (s)'),
      drained: nullable(spread('Nothing waits any more (s); null where that cannot be seen')),
      recovered: nullable(
        spread('p95 within its objective again, for a minute (s); null without an objective'),
      ),
    }),
    objective: nullable(
      record('What p95 should be; null without an objective', {
        p95Ms: ms('Objective of p95'),
        recoverySeconds: orNull(size('In which time p95 should be within it again (s)')),
      }),
    ),
    p95Ms: nullable(spread('p95 over all requests from the spike on (ms); null when not known')),
    podHours: spread('Pods times hours from the spike to the end'),
    resolutionSeconds: size('How exactly times can be known (s); 0 for a simulation'),
    timeline: list('The load and its answer in time', timelinePoint()),
    assumptions: nullable(assumptions()),
    optimisation: nullable(optimisation()),
    comparison: nullable(list('Measured against simulated; null without a simulation', comparison())),
    notices: list('What a reader should know', noticeSchema),
  }),
};

function spread(description: string): JsonSchema {
  return record(description, {
    min: orNull(amount('Earliest or least; null: in no run')),
    median: orNull(amount('Middle of the runs; null: not in half of them')),
    max: orNull(amount('Latest or most; null: not in every run')),
    reached: count('Runs that came there'),
    runs: count('Runs: one for each phase of the control loops, or 1'),
  });
}

function range(description: string): JsonSchema {
  return nullable(
    record(description, {
      min: size('Least of the runs'),
      median: size('Middle of the runs'),
      max: size('Most of the runs'),
    }),
  );
}

function timelinePoint(): JsonSchema {
  return record('A moment', {
    second: amount('From the spike'),
    rate: orNull(size('Requests a second that arrive')),
    desired: range('Replicas asked for'),
    ready: range('Replicas ready'),
    backlog: range('Requests that wait; null for a measurement'),
    p95Ms: range('p95 of the requests that arrive at this moment (ms)'),
  });
}

function assumptions(): JsonSchema {
  return record('What a simulation took for granted; null for a measurement', {
    capacityPerPod: size('Requests a second of a ready pod'),
    startUpSeconds: size('From a pod created to its process running (s)'),
    readinessSeconds: size('From its process running to the pod ready (s)'),
    scrapeIntervalSeconds: size('Between two scrapes (s)'),
    syncPeriodSeconds: size("Between two syncs of the HPA's controller (s)"),
    pollingSeconds: orNull(size("Between two polls of KEDA's operator (s); null without KEDA")),
    triggers: list(
      'What each metric sees',
      record('A metric', { name: text('Its name'), sees: text('What it sees, and its target') }),
    ),
    unloadedP95Ms: ms('p95 when nothing waits'),
  });
}

function optimisation(): JsonSchema {
  const trial = policyTrial();
  return record('Which settings keep the objective; null unless asked for', {
    tried: count('Settings that were tried'),
    met: count('Of those, the ones that keep the objective in every phase'),
    best: nullable(trial),
    asStated: trial,
    shown: list('Those that keep it by cost, or else those that come nearest', trial),
  });
}

function policyTrial(): JsonSchema {
  return record('A setting that was tried', {
    minReplicas: count('Least replicas'),
    targetFactor: size('Of the stated target'),
    scaleUp: text('Rules on the way up'),
    scaleDown: text('Rules on the way down'),
    meetsObjective: flag('Whether p95 is outside its objective for no longer than it may be, in every phase'),
    scaledOutSeconds: orNull(size('Scaled out, the latest of the phases (s)')),
    recoveredSeconds: orNull(size('p95 within its objective again, the latest of the phases (s)')),
    podHours: size('Pod-hours, the middle of the phases'),
    behaviorYaml: orNull(text('Its behavior block in YAML; null: none')),
  });
}

function comparison(): JsonSchema {
  return record('A milestone', {
    milestone: oneOf('Which', [...MILESTONES]),
    measured: orNull(amount('Seconds from the spike')),
    simulated: spread('What the simulation says (s)'),
    within: flag('Whether the measured time is within the simulated range, to the resolution'),
  });
}

/** An object or list that may be null. */
