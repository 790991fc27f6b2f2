import {
  choiceSetting,
  durationSetting,
  numberSetting,
  optionalDurationSetting,
  optionalTextSetting,
  switchSetting,
  textSetting,
  wholeNumberSetting,
} from '../config/setting-kinds.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

const SIMULATE_SETTINGS = {
  spike: optionalTextSetting(
    { name: 'spike', help: 'The load rises at once to 10x its base, or to a rate such as 500' },
    'N|Nx',
  ),
  trace: optionalTextSetting(
    { name: 'trace', help: 'The load instead: a k6 result, run.json, or a CSV of seconds,rate' },
    'FILE',
  ),
  spikeAt: optionalDurationSetting(
    { name: 'spike-at', help: 'Where in the trace the spike begins; found by itself otherwise' },
    { min: 0, max: 168 * HOUR },
  ),
  baseRate: numberSetting(
    {
      name: 'base-rate',
      help: 'Requests a second before the spike; what keeps the least pods at their target otherwise',
    },
    { min: 0, max: 1e9 },
    null,
  ),
  ramp: durationSetting({ name: 'ramp', help: 'How long the spike takes to rise' }, { min: 0, max: HOUR }, 0),
  hold: durationSetting(
    { name: 'hold', help: 'How long the spike lasts' },
    { min: SECOND, max: 24 * HOUR },
    600 * SECOND,
  ),
  after: durationSetting(
    { name: 'after', help: 'How long to look on after it' },
    { min: 0, max: 24 * HOUR },
    600 * SECOND,
  ),
  capacity: numberSetting(
    { name: 'capacity', help: 'Requests a second that a pod carries, from the stress test' },
    { min: 0.001, max: 1e9 },
    null,
  ),
  startUp: durationSetting(
    { name: 'start-up', help: 'From a pod created to its process running' },
    { min: 0, max: HOUR },
    20 * SECOND,
  ),
  readiness: durationSetting(
    { name: 'readiness', help: 'From its process running to the pod ready' },
    { min: 0, max: HOUR },
    10 * SECOND,
  ),
  unloadedP95: durationSetting(
    { name: 'unloaded-p95', help: 'p95 of a request when nothing waits' },
    { min: 1, max: HOUR },
    100,
  ),
  cpuAtCapacity: numberSetting(
    {
      name: 'cpu-at-capacity',
      help: 'Share of its CPU request that a pod uses at its capacity; 1 is all of it',
    },
    { min: 0.01, max: 100 },
    1,
  ),
  counted: choiceSetting(
    { name: 'counted', help: 'What counters count: requests that arrive (ingress) or that are done (pod)' },
    ['arrivals', 'completions'],
    'arrivals',
  ),
  scrapeInterval: durationSetting(
    { name: 'scrape-interval', help: 'How often Prometheus looks' },
    { min: SECOND, max: HOUR },
    15 * SECOND,
  ),
  rateWindow: optionalDurationSetting(
    {
      name: 'rate-window',
      help: "Window of rate(); the query's own (or 1m for an adapter's metrics) otherwise",
    },
    { min: SECOND, max: HOUR },
  ),
  metricsOutage: durationSetting(
    {
      name: 'metrics-outage',
      help: 'For how long from the spike on Prometheus cannot be read: shows the fallback',
    },
    { min: 0, max: 24 * HOUR },
    0,
  ),
  syncPeriod: durationSetting(
    { name: 'sync-period', help: "How often the HPA looks (the controller manager's setting)" },
    { min: SECOND, max: HOUR },
    15 * SECOND,
  ),
  phases: wholeNumberSetting(
    { name: 'phases', help: 'In how many ways the loops may stand when the spike comes' },
    { min: 1, max: 1_000 },
    60,
  ),
  scaledOut: wholeNumberSetting(
    { name: 'scaled-out', help: 'Ready replicas that count as scaled out; what the peak needs otherwise' },
    { min: 1, max: 100_000 },
    null,
  ),
  at: textSetting(
    { name: 'at', help: 'The time of the spike by the clock, for cron triggers' },
    'TIME',
    '2026-01-07T12:00:00Z',
  ),
  sloP95: optionalDurationSetting({ name: 'slo-p95', help: 'Objective of p95' }, { min: 1, max: HOUR }),
  sloRecovery: optionalDurationSetting(
    { name: 'slo-recovery', help: 'In which time p95 must be back within its objective' },
    { min: SECOND, max: 24 * HOUR },
  ),
  optimise: switchSetting({
    name: 'optimise',
    help: 'Try policies, targets and minimums, and say which meets the objective at least cost',
  }),
  name: optionalTextSetting(
    { name: 'name', help: 'Which autoscaler, where the manifests hold several' },
    'NAME',
  ),
  out: textSetting(
    { name: 'out', help: 'Directory of autoscaling.json and autoscaling.png' },
    'DIR',
    'perf-gate-autoscaling',
  ),
};

const MEASURE_SETTINGS = {
  prometheus: optionalTextSetting(
    { name: 'prometheus', help: 'With measure: where Prometheus is; a token in PERF_GATE_PROMETHEUS_TOKEN' },
    'URL',
  ),
  from: textSetting(
    { name: 'from', help: 'With measure: where to begin, a time or how long ago' },
    'TIME',
    '30m',
  ),
  to: textSetting({ name: 'to', help: 'With measure: where to end, a time or how long ago' }, 'TIME', '0s'),
  spikeTime: optionalTextSetting(
    { name: 'spike-time', help: 'With measure: when the spike began; where the rate takes off otherwise' },
    'TIME',
  ),
  namespace: textSetting({ name: 'namespace', help: 'With measure: of the workload' }, 'NAME', 'default'),
  deployment: optionalTextSetting({ name: 'deployment', help: 'With measure: the workload' }, 'NAME'),
  hpa: optionalTextSetting(
    {
      name: 'hpa',
      help: "With measure: the HorizontalPodAutoscaler; that of KEDA or the deployment's name otherwise",
    },
    'NAME',
  ),
  scaledObject: optionalTextSetting(
    { name: 'scaled-object', help: 'With measure: the ScaledObject, where KEDA scales' },
    'NAME',
  ),
  desiredQuery: optionalTextSetting(
    {
      name: 'desired-query',
      help: 'With measure: PromQL of the replicas asked for, instead of kube-state-metrics',
    },
    'QUERY',
  ),
  readyQuery: optionalTextSetting(
    {
      name: 'ready-query',
      help: 'With measure: PromQL of the replicas ready, instead of kube-state-metrics',
    },
    'QUERY',
  ),
  rateQuery: optionalTextSetting(
    { name: 'rate-query', help: 'With measure: PromQL of the requests a second' },
    'QUERY',
  ),
  p95Query: optionalTextSetting({ name: 'p95-query', help: 'With measure: PromQL of p95' }, 'QUERY'),
  p95Unit: choiceSetting({ name: 'p95-unit', help: 'With measure: what that query gives' }, ['s', 'ms'], 's'),
  step: durationSetting(
    { name: 'step', help: 'With measure: between two values that are looked at' },
    { min: SECOND, max: HOUR },
    5 * SECOND,
  ),
  simulated: optionalTextSetting(
    { name: 'simulated', help: 'With measure: the autoscaling.json of a simulation to compare with' },
    'FILE',
  ),
};

export const AUTOSCALE_SETTINGS = { ...SIMULATE_SETTINGS, ...MEASURE_SETTINGS };
