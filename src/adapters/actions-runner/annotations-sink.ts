import { plainText, shortenMiddle } from '../../lib/plain-text.ts';
import type { Report } from '../../model/report.ts';
import type { VerdictKind } from '../../model/verdict.ts';
import type { Delivery, ReportSink } from '../../ports/report-sink.ts';
import { adviceForReviewers } from '../../report/reviewer-advice.ts';
import { VERDICT_WORDS, verdictFigures } from '../../report/verdict-title.ts';
import type { WorkflowCommands } from './workflow-commands.ts';

export interface AnnotationsSinkOptions {
  /** Whether the job fails for this report: what fails nobody is no error. */
  readonly isRed: (report: Report) => boolean;
  readonly commands: Pick<WorkflowCommands, 'annotate'>;
  /** The label by which a slower level is accepted; `null` where nobody can set one. */
  readonly acceptLabel?: string | null;
}

type Level = Parameters<WorkflowCommands['annotate']>[0];

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
}

/** GitHub shows ten of each level for a step. */
const MAX_ANNOTATIONS = 10;
const MAX_MESSAGE = 1_000;

/** Puts the verdict, further reasons and notices beside the job, ten at most. A quiet pass says nothing. */
export function makeAnnotationsSink({
  isRed,
  commands,
  acceptLabel = null,
}: AnnotationsSinkOptions): ReportSink {
  return {
    name: 'annotations',
    async deliver(report): Promise<Delivery> {
      try {
        const told = { ...report, advice: adviceForReviewers(report, acceptLabel) };
        const all = annotationsOf(told, isRed(report));
        for (const { level, title, message } of limited(all))
          commands.annotate(level, line(message, MAX_MESSAGE), { title: line(title, 120) });
        return { kind: 'delivered', what: 'annotations', artifacts: {}, notices: [] };
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        return {
          kind: 'failed',
          what: 'could not write annotations',
          cause: why,
          hint: 'The verdict stands.',
        };
      }
    },
  };
}

const QUIET: ReadonlySet<VerdictKind> = new Set(['passed', 'improved']);
const DOUBTFUL: ReadonlySet<VerdictKind> = new Set(['no-baseline']);

function annotationsOf(report: Report, red: boolean): readonly Annotation[] {
  const { verdict, headline, advice, notices } = report;
  const word = VERDICT_WORDS[verdict.kind];
  const figures = verdictFigures(report);
  const title = `perf-gate: ${word}${figures === '' ? '' : `, ${figures}`}`;
  const level: Level = red ? 'error' : DOUBTFUL.has(verdict.kind) ? 'notice' : 'warning';
  const first = [headline, ...advice.slice(0, 1)].join(' ');
  const further = verdict.reasons
    .slice(1)
    .map(({ text }) => ({ level, title: `perf-gate: ${word}`, message: text }));
  const told = notices.map(({ text }) => ({ level: 'notice' as const, title: 'perf-gate', message: text }));
  return QUIET.has(verdict.kind) ? told : [{ level, title, message: first }, ...further, ...told];
}

function limited(all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= MAX_ANNOTATIONS) return all;
  const more = all.length - MAX_ANNOTATIONS + 1;
  const message = `${more} more are in the report.`;
  return [...all.slice(0, MAX_ANNOTATIONS - 1), { level: 'notice', title: 'perf-gate', message }];
}

function line(text: string, max: number): string {
  return shortenMiddle(plainText(text.replaceAll('`', '')), max);
}
