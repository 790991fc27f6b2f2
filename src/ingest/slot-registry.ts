import { INVALID_URL } from '../model/failure-class.ts';
import { cleanName, endpointOf } from './endpoint-name.ts';
import { badAddressOf, isOutsideScenario, outcomeOf, type SampleTags } from './sample-tags.ts';

/** What a k6 metric is to the gate; every other metric is skipped. */
export type MetricRole = 'requests' | 'trend' | 'iteration' | 'dropped' | 'check' | 'vus';

/** What the samples of one slot are. */
export type Slot =
  | { readonly kind: 'outside' | 'iteration' | 'dropped' | 'check' | 'vus' }
  | { readonly kind: 'series'; readonly metric: string; readonly endpoint: string | null }
  | { readonly kind: 'failure'; readonly failure: string }
  | { readonly kind: 'failed-trend' };

const FIXED = ['outside', 'failed-trend', 'iteration', 'dropped', 'check', 'vus'] as const;
/** Endpoints told apart while reading; which of them are reported is decided when all counts are known. */
const MAX_TRACKED_SERIES = 2_000;
const MAX_FAILURE_CLASSES = 200;
/** Where endpoints and failure classes beyond the limits are counted. */
export const OTHER = 'other';

/** Numbers for kinds of samples, so that a sample is two doubles and a small integer. */
export class SlotRegistry {
  readonly #slots: Slot[] = FIXED.map((kind) => ({ kind }));
  readonly #numbers = new Map<string, number>();
  #seriesCount = 0;
  #failureCount = 0;
  /** Requests that carry neither `expected_response` nor `status`. */
  untoldOutcome = false;
  /** The first address to which no request can go. */
  badAddress: string | null = null;

  get size(): number {
    return this.#slots.length;
  }

  slot(number: number): Slot {
    return this.#slots[number] ?? { kind: 'outside' };
  }

  numberOf(role: MetricRole, metric: string, tags: SampleTags): number {
    // The gauge of virtual users belongs to the whole run and carries no scenario.
    if (role === 'vus') return FIXED.indexOf(role);
    if (isOutsideScenario(tags)) return FIXED.indexOf('outside');
    if (role !== 'requests' && role !== 'trend') return FIXED.indexOf(role);
    const outcome = outcomeOf(tags);
    if (outcome.kind === 'failed')
      return role === 'requests' ? this.#failed(outcome.failure, tags) : FIXED.indexOf('failed-trend');
    if (outcome.kind === 'untold' && role === 'requests') this.untoldOutcome = true;
    return this.#series(metric, endpointOf(tags));
  }

  #series(metric: string, endpoint: string | null): number {
    const known = this.#numbers.get(seriesKey(metric, endpoint));
    if (known !== undefined) return known;
    const kept = endpoint === null || this.#seriesCount++ < MAX_TRACKED_SERIES ? endpoint : OTHER;
    return this.#register(seriesKey(metric, kept), { kind: 'series', metric, endpoint: kept });
  }

  #failed(failure: string, tags: SampleTags): number {
    const address = badAddressOf(tags);
    if (address === null) return this.#failure(failure);
    this.badAddress ??= cleanName(address);
    return this.#failure(INVALID_URL);
  }

  #failure(failure: string): number {
    const known = this.#numbers.get(`failure ${failure}`);
    if (known !== undefined) return known;
    const kept = this.#failureCount++ < MAX_FAILURE_CLASSES ? failure : OTHER;
    return this.#register(`failure ${kept}`, { kind: 'failure', failure: kept });
  }

  #register(key: string, slot: Slot): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#slots.push(slot) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

function seriesKey(metric: string, endpoint: string | null): string {
  return endpoint === null ? `all ${metric}` : `one ${metric} ${endpoint}`;
}
