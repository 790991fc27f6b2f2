import type { components } from '@octokit/openapi-types';
import type { CacheService } from '../cache-service.ts';
import { pageReply } from './page.ts';
import type { RestRoute } from './route.ts';

type ListedCache = components['schemas']['actions-cache-list']['actions_caches'][number];

/** Caches of a repository, newest first, by prefix of the key and by ref. */
export function cacheRoutes(caches: CacheService): readonly RestRoute[] {
  return [
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/actions/caches',
      needs: { scope: 'actions', level: 'read' },
      answer(request) {
        const { params, query } = request;
        const [key, ref] = [query.get('key') ?? '', query.get('ref')];
        const listed: readonly ListedCache[] = caches.entries
          .filter((e) => e.isComplete && e.key.startsWith(key) && (ref === null || e.ref === ref))
          .toReversed()
          .map((entry) => ({
            id: entry.id,
            ref: entry.ref,
            key: entry.key,
            version: entry.version,
            last_accessed_at: entry.lastAccessedAt,
            created_at: entry.createdAt,
            size_in_bytes: entry.sizeInBytes,
          }));
        const path = `/repos/${params.owner}/${params.repo}/actions/caches`;
        return pageReply(listed, request, path, 'actions_caches');
      },
    },
  ];
}
