import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isRecord, parseJson } from '../lib/json-guard.ts';
import type { Report } from '../model/report.ts';
import { reportDocument } from './json.ts';
import { plainAddress, type ReportLinks } from './markdown-links.ts';
import { readReport } from './read-report.ts';

/** One job's part of a comment: a single gate has one, a matrix or a monorepo several. */
export interface CommentLeg {
  /** Tells the legs of one comment apart; at most `MAX_LEG_NAME` characters. */
  readonly name: string;
  /** Head of the pull request that was judged; `null` when nobody knows. */
  readonly head: string | null;
  readonly links: Pick<ReportLinks, 'run' | 'artifact'>;
  /** Told in one line: there is nothing to look at. */
  readonly brief: boolean;
  readonly report: Report;
}

/** How much of a report a comment keeps for its next update. */
export type LegDetail = 'full' | 'short';

export const MAX_LEG_NAME = 200;

const FORMAT = 1;
const LINE = /^<!-- perf-gate:legs:(\d{1,3}):([A-Za-z0-9+/=]{1,60000}) -->$/m;
const MAX_JSON = 8 * 1024 * 1024;
const MAX_LEGS = 500;

/**
 * The legs as one hidden line. A comment is rendered anew at each update from what it kept there, so nothing of the old
 * text has to be understood or trusted. They are packed together, because they share most of their words.
 */
export function legsLine(legs: readonly CommentLeg[], detail: LegDetail): string {
  const kept = legs.map(({ name, head, links, brief, report }) => ({
    name,
    head,
    ...links,
    brief,
    report: reportDocument(lessOf(report, detail)),
  }));
  const packed = deflateRawSync(JSON.stringify(kept, shortened), { level: 9 }).toString('base64');
  return `<!-- perf-gate:legs:${FORMAT}:${packed} -->`;
}

const MAX_KEPT_TEXT = 1_000;

/** No more of a text than is ever shown: the strict reader takes none that has no end. */
function shortened(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, MAX_KEPT_TEXT) : value;
}

/** What a comment has kept; `damaged` counts what somebody changed or a newer version wrote. */
export interface KeptLegs {
  readonly legs: readonly CommentLeg[];
  readonly damaged: number;
}

export function readLegs(body: string): KeptLegs {
  const [line, format, packed = ''] = LINE.exec(body) ?? [];
  if (line === undefined) return { legs: [], damaged: body.includes('perf-gate:legs:') ? 1 : 0 };
  const kept = Number(format) === FORMAT ? unpack(packed) : undefined;
  if (!Array.isArray(kept)) return { legs: [], damaged: 1 };
  const legs = kept.slice(0, MAX_LEGS).map(legOf);
  const whole = legs.filter((leg) => leg !== null);
  return { legs: whole, damaged: legs.length - whole.length };
}

function unpack(packed: string): unknown {
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_JSON });
    return parseJson(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const COMMIT = /^[0-9a-f]{7,64}$/i;

function legOf(value: unknown): CommentLeg | null {
  if (!isRecord(value)) return null;
  const { name, head, run, artifact, brief } = value;
  const reading = readReport(value.report);
  if (typeof name !== 'string' || name.length > MAX_LEG_NAME || reading.kind === 'refused') return null;
  return {
    name,
    head: typeof head === 'string' && COMMIT.test(head) ? head : null,
    links: { run: addressOf(run), artifact: addressOf(artifact) },
    brief: brief === true,
    report: reading.report,
  };
}

function addressOf(value: unknown): string | null {
  return typeof value === 'string' ? plainAddress(value) : null;
}

const KEPT_POINTS = 13;
const KEPT_ENDPOINTS = 8;
const KEPT_NOTICES = 10;

/** What a comment shows of a report, or no more than its verdict and figures. */
function lessOf(report: Report, detail: LegDetail): Report {
  const kept = detail === 'full' ? 1 : 0;
  const moved = ({ change }: Report['endpoints'][number]) => Math.abs(change ?? 0);
  return {
    ...report,
    endpoints: report.endpoints.toSorted((a, b) => moved(b) - moved(a)).slice(0, kept * KEPT_ENDPOINTS),
    trend: kept === 0 ? [] : report.trend.slice(-KEPT_POINTS),
    notices: report.notices.slice(0, kept * KEPT_NOTICES),
    rounds: report.rounds.slice(0, kept * KEPT_NOTICES),
    thresholds: report.thresholds.slice(0, kept * KEPT_NOTICES),
    judgements: report.judgements.slice(0, kept === 0 ? 1 : KEPT_NOTICES),
    load: null,
    generator: null,
    artifacts: {},
  };
}
