import type { SummaryData } from '../metrics/summary-data.ts';
import type { VuHost } from '../vu/vu-backend.ts';
import { exceptionText } from './exception-log.ts';
import { type PhaseEnd, runPhase } from './script-phase.ts';
import type { TestState } from './test-state.ts';

/** What `handleSummary` returned: `stdout`, `stderr` or a path, each with its content. */
export type SummaryFiles = ReadonlyMap<string, string | Uint8Array>;

const EXEC = 'handleSummary';

/** Calls the script's handleSummary; `null` when it has none, or when it fails, which is logged and no more, as in k6. */
export async function callHandleSummary(
  test: TestState,
  data: SummaryData,
  log: VuHost['log'],
): Promise<SummaryFiles | null> {
  if (!test.exportedFunctions.includes(EXEC) || test.kill.aborted) return null;
  const call = {
    exec: EXEC,
    data: JSON.stringify(data),
    tags: test.options.tags,
    group: '',
    limitMs: test.options.handleSummaryTimeoutMs,
  };
  const end = await runPhase(call, test.backend, test.clock, test.kill);
  const files = filesOf(end);
  if (typeof files !== 'string') return files;
  log('error', `handleSummary: ${files}; the built-in summary takes its place`);
  return null;
}

/** The files, or what is wrong. */
function filesOf(end: PhaseEnd): SummaryFiles | string {
  if (end.kind === 'timed-out') return 'took longer than handleSummaryTimeout';
  if (end.kind === 'aborted') return 'was stopped';
  if (end.kind === 'failed') return end.error instanceof Error ? end.error.message : String(end.error);
  const { end: callEnd } = end.result;
  if (callEnd.kind === 'returned')
    return parseSummaryFiles(callEnd.value) ?? 'should return texts or buffers by name';
  return callEnd.kind === 'threw' ? exceptionText(callEnd) : `the call ${callEnd.kind}`;
}

/** Reads the JSON of handleSummary's return value; `null` when it is not an object of texts and buffers. */
export function parseSummaryFiles(json: string | null): SummaryFiles | null {
  if (json === null) return new Map();
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const files = new Map<string, string | Uint8Array>();
  for (const [name, raw] of Object.entries(value)) {
    const content = contentOf(raw);
    if (content === null) return null;
    files.set(name, content);
  }
  return files;
}

function contentOf(raw: unknown): string | Uint8Array | null {
  if (typeof raw === 'string') return raw;
  const bytes = typeof raw === 'object' && raw !== null ? (raw as { $bytes?: unknown }).$bytes : undefined;
  return typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : null;
}
