import { GateError } from '../../../model/gate-error.ts';
import type { RawOptions } from './option-reader.ts';
import { parseStages } from './stage-list.ts';

type Reader = (text: string) => unknown;

const asText: Reader = (text) => text;
const asNumber: Reader = (text) =>
  text.trim() === '' ? text : Number.isNaN(Number(text)) ? text : Number(text);
const asFlag: Reader = (text) =>
  text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text;
const asList: Reader = (text) => text.split(',').map((item) => item.trim());

/** `K6_*` variables that set an option, with how their text is read; what cannot be read is refused as it stands. */
const VARIABLES: Readonly<Record<string, readonly [option: string, read: Reader]>> = {
  K6_VUS: ['vus', asNumber],
  K6_DURATION: ['duration', asText],
  K6_ITERATIONS: ['iterations', asNumber],
  K6_STAGES: ['stages', parseStages],
  K6_NO_SETUP: ['noSetup', asFlag],
  K6_NO_TEARDOWN: ['noTeardown', asFlag],
  K6_NO_THRESHOLDS: ['noThresholds', asFlag],
  K6_SETUP_TIMEOUT: ['setupTimeout', asText],
  K6_TEARDOWN_TIMEOUT: ['teardownTimeout', asText],
  K6_MIN_ITERATION_DURATION: ['minIterationDuration', asText],
  K6_SUMMARY_TREND_STATS: ['summaryTrendStats', asList],
  K6_SUMMARY_TIME_UNIT: ['summaryTimeUnit', asText],
  K6_SYSTEM_TAGS: ['systemTags', asList],
  K6_USER_AGENT: ['userAgent', asText],
  K6_MAX_REDIRECTS: ['maxRedirects', asNumber],
  K6_BATCH: ['batch', asNumber],
  K6_BATCH_PER_HOST: ['batchPerHost', asNumber],
  K6_DISCARD_RESPONSE_BODIES: ['discardResponseBodies', asFlag],
  K6_INSECURE_SKIP_TLS_VERIFY: ['insecureSkipTLSVerify', asFlag],
  K6_NO_CONNECTION_REUSE: ['noConnectionReuse', asFlag],
  K6_NO_VU_CONNECTION_REUSE: ['noVUConnectionReuse', asFlag],
  K6_NO_COOKIES_RESET: ['noCookiesReset', asFlag],
  K6_THROW: ['throw', asFlag],
  K6_RPS: ['rps', asNumber],
  K6_DNS: ['dns', asText],
  K6_LOCAL_IPS: ['localIPs', asText],
  K6_BLACKLIST_IPS: ['blacklistIPs', asText],
  K6_BLOCK_HOSTNAMES: ['blockHostnames', asText],
  K6_HTTP_DEBUG: ['httpDebug', asText],
};

/** The options that `K6_*` variables set; other variables are left alone. */
export function environmentOptions(variables: Readonly<Record<string, string | undefined>>): RawOptions {
  const options: Record<string, unknown> = {};
  for (const [variable, [option, read]] of Object.entries(VARIABLES)) {
    const text = variables[variable];
    if (text === undefined || text === '') continue;
    options[option] = readVariable(variable, text, read);
  }
  return options;
}

function readVariable(variable: string, text: string, read: Reader): unknown {
  const value = read(text);
  if (value !== null) return value;
  const message = `reading the environment: ${variable} should be stages such as "30s:10,1m:0", got "${text}"`;
  throw new GateError('USAGE', message, { fault: 'user' });
}
