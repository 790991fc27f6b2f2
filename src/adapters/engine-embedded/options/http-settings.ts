import type { HttpSettings } from '../vu/vu-backend.ts';
import type { OptionReader } from './option-reader.ts';

/** HTTP behaviour from the options, with k6's defaults (20 requests of a batch at once, 6 to one host, 10 redirects). */
export function readHttpSettings(reader: OptionReader, userAgent: string): HttpSettings {
  return {
    userAgent: reader.value('userAgent') === '' ? '' : reader.text('userAgent', userAgent),
    maxRedirects: reader.count('maxRedirects', { fallback: 10 }),
    batch: reader.count('batch', { fallback: 20, min: 1 }),
    batchPerHost: reader.count('batchPerHost', { fallback: 6 }),
    discardResponseBodies: reader.flag('discardResponseBodies'),
    insecureSkipTLSVerify: reader.flag('insecureSkipTLSVerify'),
    noConnectionReuse: reader.flag('noConnectionReuse'),
    noVUConnectionReuse: reader.flag('noVUConnectionReuse'),
    noCookiesReset: reader.flag('noCookiesReset'),
    throw: reader.flag('throw'),
    hosts: reader.texts('hosts'),
  };
}
