#!/usr/bin/env node
/**
 * A stand-in for k6 that honours its command line (`version`, `inspect`, `run`), sends nothing, and does what it
 * is told to: see `fake-k6.ts` for the settings. They come, later ones winning, from `<this file>.json` beside
 * the name it was started by, the variable K6_FAKE, `// fake-k6: {...}` in the script, and `-e FAKE_K6={...}`.
 * DURATION, RATE and VUS are read from `-e` as the shipped scripts do.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { metricLines, requestWriter, vusLines } from './fake-k6-samples.mjs';

const DEFAULTS = {
  version: '1.2.3',
  realTime: false,
  rate: 100,
  durationMs: 60_000,
  vus: 10,
  seed: 1,
  medianMs: 20,
  sigma: 0.35,
  jobSigma: 0,
  slowdown: 1,
  errorRate: 0,
  exitCode: 0,
  stderr: [],
  stdout: [],
  thresholds: [],
};

const SWITCHES = [
  '--quiet',
  '--no-color',
  '--no-usage-report',
  '--include-system-env-vars',
  '--address',
  '--execution-requirements',
  '--summary-mode',
  '--insecure-skip-tls-verify',
];
const TAKES_VALUE = ['--summary-trend-stats'];

const [command, ...args] = process.argv.slice(2);
const given = parseRun(args);
const settings = { ...DEFAULTS, ...readSettings(given) };

if (command === 'version') version();
else if (command === 'inspect') inspect();
else if (command === 'run') run();
else fail(255, `unknown command ${command}`);

function version() {
  if (settings.versionHangs) return void setInterval(() => undefined, 1_000);
  const line = settings.versionOutput ?? `k6 v${settings.version} (commit/0123456789, go1.24.4, linux/amd64)`;
  process.stdout.write(`${line}\n`);
  process.exitCode = settings.versionExitCode ?? 0;
}

function inspect() {
  if (settings.inspect === null) return fail(255, 'inspect is not for today');
  const scenario = {
    executor: 'constant-arrival-rate',
    startTime: null,
    gracefulStop: null,
    rate: settings.rate,
    timeUnit: '1s',
    duration: `${settings.durationMs}ms`,
    preAllocatedVUs: settings.vus,
    maxVUs: null,
  };
  const options = { scenarios: { default: scenario }, totalDuration: '1m30s', maxVUs: settings.vus };
  process.stdout.write(`${JSON.stringify(settings.inspect ?? options, null, 2)}\n`);
}

function run() {
  for (const line of settings.stdout) process.stdout.write(`${line}\n`);
  for (const line of settings.stderr) process.stderr.write(`${line}\n`);
  if (settings.dumpEnvironment) {
    writeFileSync(settings.dumpEnvironment, JSON.stringify({ env: process.env, args, given }));
  }
  if (settings.grandchild) startGrandchild(settings.grandchild);
  let ending = null;
  const onSignal = () => {
    if (!settings.ignoreSigint) ending = 105;
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (settings.crashAtStart) return fail(settings.exitCode, 'it was told to crash at the start');
  const file = openSync(given.out, 'w');
  writeSync(file, `${metricLines().join('\n')}\n`);
  const finish = (code) => {
    if (settings.cutLastLine) writeSync(file, '{"metric":"http_reqs","type":"Point","data":{"time":"20');
    closeSync(file);
    end(code);
  };
  if (settings.hang) return void setInterval(() => ending !== null && finish(ending), 20);
  if (settings.replay) {
    closeSync(file);
    copyFileSync(settings.replay, given.out);
    return end(settings.exitCode);
  }
  generate(file, () => ending, finish);
}

/** All at once with times that spread over the duration up to now; or as time goes by. */
function generate(file, ending, finish) {
  const total = Math.max(1, Math.round((settings.rate * settings.durationMs) / 1_000));
  const write = requestWriter({ ...settings, tags: given.tags });
  const startMs = settings.startMs ?? (settings.realTime ? Date.now() : Date.now() - settings.durationMs);
  let sent = 0;
  let second = 0;
  const advance = (untilMs) => {
    const lines = [];
    while (sent < total && (sent * 1_000) / settings.rate <= untilMs) {
      const atMs = (sent * 1_000) / settings.rate;
      for (; second * 1_000 <= atMs; second++)
        lines.push(...vusLines(startMs + second * 1_000, settings.vus));
      lines.push(...write(startMs + atMs));
      sent++;
    }
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
  };
  if (!settings.realTime) {
    for (let ms = 0; ms <= settings.durationMs; ms += 1_000) advance(ms);
    advance(Number.POSITIVE_INFINITY);
    return finish(settings.exitCode);
  }
  const timer = setInterval(() => {
    advance(Date.now() - startMs);
    if (ending() === null && sent < total) return;
    clearInterval(timer);
    finish(ending() ?? settings.exitCode);
  }, 20);
}

function end(code) {
  if (settings.killSelf) return process.kill(process.pid, settings.killSelf);
  if (code === 0 || [99, 105, 108, 110].includes(code)) writeSummary();
  if (code !== 0) process.stderr.write(errorLine(`fake-k6 ends with ${code}`));
  exitWhenPrinted(code);
}

/** Writing to a pipe goes on in the background: an exit at once would lose lines. */
function exitWhenPrinted(code) {
  process.stderr.write('', () => process.stdout.write('', () => process.exit(code)));
}

function writeSummary() {
  if (given.summary === null || settings.summary === null) return;
  if (settings.summary !== undefined) return writeFileSync(given.summary, settings.summary);
  const metrics = { http_req_duration: { avg: 1, min: 1, med: 1, max: 1, 'p(90)': 1, 'p(95)': 1 } };
  for (const { metric, expression, ok } of settings.thresholds) {
    metrics[metric] ??= {};
    metrics[metric].thresholds ??= {};
    // In this file `true` means that the threshold failed.
    metrics[metric].thresholds[expression] = !ok;
  }
  const root = { name: '', path: '', id: 'd41d8cd98f00b204e9800998ecf8427e', groups: {}, checks: {} };
  writeFileSync(given.summary, JSON.stringify({ root_group: root, metrics }));
}

function startGrandchild(pidFile) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  writeFileSync(pidFile, `${process.pid} ${child.pid}`);
}

function fail(code, message) {
  process.stderr.write(errorLine(message));
  exitWhenPrinted(code);
}

/** At once: nothing else may run. */
function refuse(flag) {
  writeSync(2, errorLine(`unknown flag: ${flag}`));
  process.exit(255);
}

function errorLine(message) {
  return `time="2026-01-01T00:00:00Z" level=error msg=${JSON.stringify(message)}\n`;
}

/** The part of k6's command line that perf-gate uses; anything else is refused, as k6 does. */
function parseRun(words) {
  const run = { out: null, summary: null, script: null, env: {}, tags: {}, durationMs: null, vus: null };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, flag, joined] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [null, word, null];
    const value = () => joined ?? rest.shift() ?? '';
    if (flag === '--out' || flag === '-o') run.out = value().replace(/^json=/, '');
    else if (flag === '--summary-export') run.summary = value();
    else if (flag === '-e' || flag === '--env') assign(run.env, value());
    else if (flag === '--tag') assign(run.tags, value());
    else if (flag === '--duration' || flag === '-d') run.durationMs = milliseconds(value());
    else if (flag === '--vus' || flag === '-u') run.vus = Number(value());
    else if (TAKES_VALUE.includes(flag)) value();
    else if (!SWITCHES.includes(flag) && flag.startsWith('-')) refuse(flag);
    else if (!flag.startsWith('-')) run.script = flag;
  }
  return run;
}

function assign(target, pair) {
  const at = pair.indexOf('=');
  target[pair.slice(0, at)] = pair.slice(at + 1);
}

function readSettings(run) {
  const beside = `${process.argv[1]}.json`;
  const fromFile = existsSync(beside) ? JSON.parse(readFileSync(beside, 'utf8')) : {};
  const { DURATION, RATE, VUS, FAKE_K6 } = run.env;
  return {
    ...(DURATION === undefined ? {} : { durationMs: milliseconds(DURATION) }),
    ...(RATE === undefined ? {} : { rate: Number(RATE) }),
    ...(VUS === undefined ? {} : { vus: Number(VUS) }),
    ...(run.durationMs === null ? {} : { durationMs: run.durationMs }),
    ...(run.vus === null ? {} : { vus: run.vus }),
    ...fromFile,
    ...JSON.parse(process.env.K6_FAKE ?? '{}'),
    ...settingsInScript(run.script),
    ...JSON.parse(FAKE_K6 ?? '{}'),
  };
}

function settingsInScript(script) {
  if (script === null || !existsSync(script)) return {};
  const line = /^\/\/ fake-k6: (\{.*\})$/m.exec(readFileSync(script, 'utf8'));
  return line === null ? {} : JSON.parse(line[1]);
}

function milliseconds(text) {
  const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    total += Number(number) * units[unit];
  return total;
}
