import { type Endpoint, jsonReply, type ServiceReply, type ServiceRequest } from '../exchange.ts';
import type { RestRoute, TokenPermissions } from './route.ts';

const BASE = '/api';

/** GitHub's REST API, made of routes that are registered from outside. */
export class RestApi {
  readonly #routes: readonly RestRoute[];
  readonly #tokens = new Map<string, TokenPermissions>();
  #origin = '';

  constructor(routes: readonly RestRoute[]) {
    this.#routes = routes;
  }

  listenAt(origin: string): void {
    this.#origin = origin;
  }

  get url(): string {
    return `${this.#origin}${BASE}`;
  }

  /** A `GITHUB_TOKEN` with these permissions. */
  issueToken(permissions: TokenPermissions): string {
    const token = `ghs_${this.#tokens.size + 1}${'x'.repeat(30)}`;
    this.#tokens.set(token, permissions);
    return token;
  }

  endpoint(request: ServiceRequest): Endpoint | null {
    if (!request.path.startsWith(`${BASE}/`)) return null;
    const path = request.path.slice(BASE.length);
    for (const route of this.#routes) {
      const params = route.method === request.method ? paramsOf(route.path, path) : null;
      if (params === null) continue;
      return { name: `${route.method} ${route.path}`, answer: (r) => this.#answer(route, params, r) };
    }
    return { name: `${request.method} ${path}`, answer: () => problem(404, 'Not Found') };
  }

  #answer(
    route: RestRoute,
    params: Readonly<Record<string, string>>,
    { token, query, body }: ServiceRequest,
  ): ServiceReply {
    const permissions = token === null ? undefined : this.#tokens.get(token);
    if (permissions === undefined) return problem(401, 'Bad credentials');
    if (!isAllowed(route, permissions)) return problem(403, 'Resource not accessible by integration');
    const text = body.toString();
    let parsed: unknown;
    try {
      parsed = text === '' ? undefined : JSON.parse(text);
    } catch {
      return problem(400, 'Problems parsing JSON');
    }
    return route.answer({ params, query, body: parsed, apiUrl: this.url });
  }
}

export function problem(status: number, message: string): ServiceReply {
  return jsonReply(
    { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    status,
  );
}

function isAllowed({ needs }: RestRoute, permissions: TokenPermissions): boolean {
  if (needs === null) return true;
  const granted = permissions[needs.scope];
  return granted === 'write' || granted === needs.level;
}

function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}
