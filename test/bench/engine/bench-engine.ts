import { availableParallelism, cpus, loadavg } from 'node:os';
import buildTestWorkers from '../../support/build-workers.ts';
import { node24 } from '../../support/bundled-cli.ts';
import { benchNode, guestCosts, startTruthServer, type TruthServer } from './bench-tools.ts';
import {
  accuracy,
  autocannonThroughput,
  bareAccuracy,
  type Effort,
  emptyThreadsTime,
  memoryPerVu,
  ndjsonCost,
  type OpenLoad,
  type Subject,
  startTime,
  throughput,
} from './measures.ts';
import { type MemoryCourse, memoryCourse, memoryTable } from './memory-bench.ts';
import { writeSection } from './page-section.ts';

const FULL: Effort = { accuracySeconds: 10, throughputSeconds: 20, rounds: 3 };
const QUICK: Effort = { accuracySeconds: 4, throughputSeconds: 3, rounds: 1 };

/**
 * `npm run bench:engine`: prints; `-- --write` also puts the figures into the page, `-- --quick` shows that it works.
 * `-- --memory` runs ten minutes of load on each subject instead, which `--quick` makes one; `-- --profile` tells what
 * the parts of an iteration cost in QuickJS, with one virtual user and with many.
 */
const isQuick = process.argv.includes('--quick');
const effort = isQuick ? QUICK : FULL;
/** Whether something else ran when it began. */
const [loadBefore = 0] = loadavg();

interface Measure {
  readonly what: string;
  readonly goal: string;
  /** By subject. */
  readonly figures: readonly string[];
  readonly beside: string;
}

async function subjects(): Promise<readonly Subject[]> {
  const here = await benchNode(process.execPath);
  const newest = node24();
  const newer = newest === null ? null : await benchNode(newest);
  return [
    ...(newer === null
      ? []
      : [{ backend: 'quickjs', node: newer } as const, { backend: 'worker', node: newer } as const]),
    { backend: 'worker', node: here },
  ];
}

async function measureAll(all: readonly Subject[], server: TruthServer): Promise<readonly Measure[]> {
  const each = async (measure: (subject: Subject) => Promise<string>) => {
    const figures: string[] = [];
    for (const subject of all) {
      figures.push(await measure(subject));
      console.error(`${subject.backend} on ${subject.node.version}: ${figures.at(-1)}`);
    }
    return figures;
  };
  const here = await benchNode(process.execPath);
  const at = (load: OpenLoad) =>
    each(async (subject) => {
      const found = await accuracy(subject, server, load, effort);
      const drops = found.dropped === 0 ? '' : `, ${found.dropped} dropped`;
      return `${signed(found.p95Error)} ms (worst ${signed(found.worst)}; starts late by ${found.startLagP99.toFixed(1)}${drops})`;
    });
  const bare = async (load: OpenLoad) => {
    const { p95Error, worst } = await bareAccuracy(here, server, load, effort);
    return `${signed(p95Error)} ms (worst ${signed(worst)}), bare sockets`;
  };
  const [moderate, heavy] = [
    { rate: 500, vus: 60 },
    { rate: 1_500, vus: 150 },
  ];
  const peer = await autocannonThroughput(server, effort);
  return [
    {
      what: 'p95 minus the served p95, 500 requests/s, 60 VUs',
      goal: 'at most 0.35 ms',
      figures: await at(moderate),
      beside: await bare(moderate),
    },
    {
      what: 'the same at 1 500 requests/s, 150 VUs',
      goal: 'at most 0.5 ms',
      figures: await at(heavy),
      beside: await bare(heavy),
    },
    {
      what: 'requests/s, 50 VUs in a closed loop, over those of autocannon',
      goal: 'at least 0.2, better 0.35',
      figures: await each(async (subject) => ratio(await throughput(subject, server, effort), peer)),
      beside: `1 (${Math.round(peer)}/s), autocannon`,
    },
    {
      what: 'memory for each of 200 VUs',
      goal: 'at most 1.5 MB on Node 24',
      figures: await each(async (subject) => `${(await memoryPerVu(subject, server, 200)).toFixed(2)} MB`),
      beside: '',
    },
    {
      what: 'start to first request, 50 VUs',
      goal: 'at most 0.5 s on Node 24, 1.5 s on Node 20',
      figures: await each(
        async (subject) => `${((await startTime(subject, server, 50, effort)) / 1_000).toFixed(2)} s`,
      ),
      beside: `${((await emptyThreadsTime(here, 50, effort)) / 1_000).toFixed(2)} s, 50 empty threads of Node ${here.version.slice(1)}`,
    },
    {
      what: 'NDJSON at 1 000 requests/s, share of one core',
      goal: 'at most 3 %',
      figures: await each(
        async (subject) => `${((await ndjsonCost(subject, server, 1_000, effort)) * 100).toFixed(1)} %`,
      ),
      beside: '',
    },
  ];
}

function signed(ms: number): string {
  return `${ms < 0 ? '' : '+'}${ms.toFixed(2)}`;
}

function ratio(own: number, peer: number): string {
  return `${(own / peer).toFixed(2)} (${Math.round(own)}/s)`;
}

function table(all: readonly Subject[], measures: readonly Measure[]): string {
  const heads = all.map(({ backend, node }) => `\`${backend}\`, Node ${node.version.slice(1)}`);
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, load average ${loadBefore.toFixed(1)} before, ${effort.rounds} rounds of ${effort.accuracySeconds} s, ${new Date().toISOString().slice(0, 10)}`;
  return [
    `Machine: ${machine}. The server and what is beside run on the same cores.`,
    '',
    `| | goal | ${heads.join(' | ')} | beside |`,
    `|---|---|${heads.map(() => '---|').join('')}---|`,
    ...measures.map(
      ({ what, goal, figures, beside }) => `| ${what} | ${goal} | ${figures.join(' | ')} | ${beside} |`,
    ),
  ].join('\n');
}

/** Each backend once, on the oldest Node that has it here. */
async function measureMemory(all: readonly Subject[], server: TruthServer): Promise<string> {
  const courses: (readonly [Subject, MemoryCourse])[] = [];
  const oldest = all.filter(
    ({ backend }, index) => !all.slice(index + 1).some((later) => later.backend === backend),
  );
  for (const subject of oldest) {
    const name = `${subject.backend} on ${subject.node.version}`;
    const course = await memoryCourse(subject, server, isQuick ? 1 : 10, (minute, mb) =>
      console.error(`${name}, after minute ${minute}: ${mb.toFixed(0)} MB`),
    );
    console.error(`${name}: ${course.slope.toFixed(2)} MB a minute`);
    courses.push([subject, course]);
  }
  return memoryTable(courses);
}

async function profile(all: readonly Subject[]): Promise<string> {
  const node = all.find(({ backend }) => backend === 'quickjs')?.node;
  if (node === undefined) return 'no Node 24 here: see PERF_GATE_NODE24';
  const [one, many] = [await guestCosts(node, 1), await guestCosts(node, 50)];
  const rows = Object.entries(one).map(
    ([part, us]) => `| ${part} | ${us.toFixed(0)} µs | ${many[part]?.toFixed(0)} µs |`,
  );
  return ['| an iteration that does | 1 VU | 50 VUs |', '|---|---|---|', ...rows].join('\n');
}

await buildTestWorkers();
const server = await startTruthServer();
try {
  const all = await subjects();
  const isMemory = process.argv.includes('--memory');
  const isProfile = process.argv.includes('--profile');
  const measured = async () =>
    isMemory ? measureMemory(all, server) : table(all, await measureAll(all, server));
  const text = isProfile ? await profile(all) : await measured();
  console.log(text);
  const section = isProfile ? 'profile' : isMemory ? 'memory' : 'measured';
  if (process.argv.includes('--write') && !isQuick) await writeSection(section, text);
} finally {
  server.close();
}
