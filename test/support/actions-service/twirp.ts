import type { ArtifactService } from './artifact-service.ts';
import type { CacheService } from './cache-service.ts';
import { type Endpoint, jsonReply, type ServiceRequest } from './exchange.ts';
import { readRuntimeToken } from './runtime-token.ts';

const CALL = /^\/twirp\/github\.actions\.results\.api\.v1\.(\w+)\/(\w+)$/;

export interface ResultsServices {
  readonly CacheService: CacheService;
  readonly ArtifactService: ArtifactService;
}

/** `CacheService/CreateCacheEntry` and the like: JSON in, JSON out, names in snake_case, 64-bit numbers as strings. */
export function twirpEndpoint(services: ResultsServices, { path }: ServiceRequest): Endpoint | null {
  const [, service, method] = CALL.exec(path) ?? [];
  if (service === undefined || method === undefined) return null;
  return {
    name: `${service}/${method}`,
    answer(request) {
      const identity = readRuntimeToken(request.token);
      if (identity === null) return jsonReply({ code: 'unauthenticated', msg: 'no valid token' }, 401);
      const body: unknown = JSON.parse(request.body.toString() || '{}');
      const known = Object.hasOwn(services, service) ? services[service as keyof ResultsServices] : null;
      const reply = known?.answer(method, body, identity);
      return reply ?? jsonReply({ code: 'bad_route', msg: `no such method: ${service}/${method}` }, 404);
    },
  };
}
