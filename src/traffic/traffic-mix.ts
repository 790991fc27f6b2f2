import { median } from '../stats/centre.ts';
import { sortedQuantile, sortedValues } from '../stats/sorted-quantile.ts';
import { type LogFormat, type LoggedRequest, loggedRequest } from './log-line.ts';
import { isAsset, routeTemplate } from './route-template.ts';

/** The mix that a log shows, for `k6/lib/traffic-model.js`. Rates are requests a second. */
export interface TrafficMix {
  readonly schemaVersion: 1;
  readonly lines: {
    readonly read: number;
    readonly byFormat: Readonly<Record<LogFormat, number>>;
    readonly unreadable: number;
    readonly assets: number;
  };
  readonly span: { readonly from: string; readonly to: string; readonly seconds: number } | null;
  readonly rate: {
    readonly mean: number | null;
    /** Of the minutes with requests: the median, and the busiest of a hundred. */
    readonly typicalMinute: number | null;
    readonly busiestMinute: number | null;
  };
  /** The most frequent first; weights make a whole with that of `other`. */
  readonly routes: readonly {
    readonly route: string;
    readonly weight: number;
    readonly requests: number;
    readonly errorRate: number;
  }[];
  readonly other: { readonly routes: number; readonly weight: number };
  /** Seconds between two requests of one client, within a visit. */
  readonly thinkTime: { readonly p25: number; readonly p50: number; readonly p75: number } | null;
  readonly requestsPerVisit: number | null;
}

const MOST_ROUTES = 2_000;
const TOLD_ROUTES = 30;
const MOST_CLIENTS = 50_000;
const MOST_PAUSES = 100_000;
/** After a longer silence, a client comes again. */
const VISIT_ENDS_MS = 30 * 60_000;

/** Gathers the mix of a log line by line; memory is bounded however long the log is. */
export class TrafficMixReader {
  readonly #formats: Record<LogFormat, number> = { combined: 0, json: 0 };
  readonly #routes = new Map<string, { requests: number; errors: number }>();
  readonly #minutes = new Map<number, number>();
  readonly #lastSeen = new Map<string, number>();
  readonly #pauses: number[] = [];
  #unreadable = 0;
  #assets = 0;
  #requests = 0;
  #visits = 0;
  #visited = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  addLine(raw: string): void {
    const line = raw.trim();
    if (line === '') return;
    const logged = loggedRequest(line);
    if (logged === null) {
      this.#unreadable++;
      return;
    }
    this.#formats[logged.format]++;
    if (isAsset(logged.request.target)) this.#assets++;
    else this.#add(logged.request);
  }

  finish(): TrafficMix {
    const known = Number.isFinite(this.#from);
    const seconds = known ? Math.max(1, (this.#to - this.#from) / 1000) : 0;
    const iso = (ms: number) => new Date(ms).toISOString();
    return {
      schemaVersion: 1,
      lines: {
        read: this.#formats.combined + this.#formats.json,
        byFormat: { ...this.#formats },
        unreadable: this.#unreadable,
        assets: this.#assets,
      },
      span: known ? { from: iso(this.#from), to: iso(this.#to), seconds } : null,
      rate: this.#rate(seconds),
      ...this.#shares(),
      thinkTime: this.#thinkTime(),
      requestsPerVisit: this.#visits === 0 ? null : this.#visited / this.#visits,
    };
  }

  #add({ method, target, status, timeMs, client }: LoggedRequest): void {
    this.#requests++;
    const wanted = `${method} ${routeTemplate(target)}`;
    const name = this.#routes.has(wanted) || this.#routes.size < MOST_ROUTES ? wanted : 'other';
    const route = this.#routes.get(name) ?? { requests: 0, errors: 0 };
    this.#routes.set(name, { requests: route.requests + 1, errors: route.errors + (status >= 400 ? 1 : 0) });
    if (timeMs === null) return;
    this.#from = Math.min(this.#from, timeMs);
    this.#to = Math.max(this.#to, timeMs);
    const minute = Math.floor(timeMs / 60_000);
    this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + 1);
    if (client !== null) this.#visit(client, timeMs);
  }

  #visit(client: string, timeMs: number): void {
    const last = this.#lastSeen.get(client);
    if (last === undefined && this.#lastSeen.size >= MOST_CLIENTS) return;
    this.#visited++;
    this.#lastSeen.set(client, timeMs);
    if (last === undefined || timeMs - last > VISIT_ENDS_MS) this.#visits++;
    else if (timeMs >= last && this.#pauses.length < MOST_PAUSES) this.#pauses.push((timeMs - last) / 1000);
  }

  #rate(seconds: number): TrafficMix['rate'] {
    if (seconds === 0) return { mean: null, typicalMinute: null, busiestMinute: null };
    const rates = sortedValues([...this.#minutes.values()].map((count) => count / 60));
    return {
      mean: this.#requests / seconds,
      typicalMinute: median([...rates]),
      busiestMinute: sortedQuantile(rates, 0.99),
    };
  }

  #shares(): Pick<TrafficMix, 'routes' | 'other'> {
    const sorted = [...this.#routes].sort(([a, x], [b, y]) => y.requests - x.requests || (a < b ? -1 : 1));
    const total = Math.max(1, this.#requests);
    const told = sorted.slice(0, TOLD_ROUTES).map(([route, { requests, errors }]) => ({
      route,
      weight: requests / total,
      requests,
      errorRate: errors / requests,
    }));
    const rest = sorted.slice(TOLD_ROUTES);
    const weight = rest.reduce((sum, [, { requests }]) => sum + requests, 0) / total;
    return { routes: told, other: { routes: rest.length, weight } };
  }

  #thinkTime(): TrafficMix['thinkTime'] {
    if (this.#pauses.length === 0) return null;
    const ascending = sortedValues(this.#pauses);
    const at = (p: number) => sortedQuantile(ascending, p);
    return { p25: at(0.25), p50: at(0.5), p75: at(0.75) };
  }
}
